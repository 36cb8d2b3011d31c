import type { RequestHandler } from 'express';
import helmet from 'helmet';

// Long enough to mean it, short enough for a library that has to go back to plain http.
const HTTPS_FOR = 'max-age=2592000';

/**
 * Everything a page shows comes from this address; nothing runs or styles inline. Nothing here forces https on a library that
 * serves its readers by plain http on its own network; who came by https is told to come so again.
 */
export function securityHeaders(): RequestHandler {
  const usual = helmet({
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
    // Set below, as it depends on the request.
    strictTransportSecurity: false,
    // Browsers answer these with a warning in the console on plain http.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    // `no-referrer` would make browsers send `Origin: null` with our own forms, which the forgery check refuses.
    referrerPolicy: { policy: 'same-origin' },
  });
  return (request, response, next) => {
    if (request.secure) response.set('Strict-Transport-Security', HTTPS_FOR);
    usual(request, response, next);
  };
}
