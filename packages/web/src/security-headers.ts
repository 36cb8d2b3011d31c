import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Everything a page shows comes from this address; nothing runs or styles inline. Nothing here forces https, because a library
 * serves its readers by plain http on its own network.
 */
export const securityHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    strictTransportSecurity: false,
    // Browsers answer these with a warning in the console on plain http.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    // `no-referrer` would make browsers send `Origin: null` with our own forms, which the forgery check refuses.
    referrerPolicy: { policy: 'same-origin' },
  });
