import { parse, type Settings } from '@diachi/process';

/** Settings of whoever serves the web app. */
export const webSettings = {
  sessionDays: {
    env: 'SESSION_DAYS',
    doc: 'days after which somebody who signed in has to sign in again',
    default: '14',
    parse: parse.wholeNumber(1, 365),
  },
  trustedProxies: {
    env: 'TRUST_PROXY',
    doc: 'how many proxies of yours stand before this server, whose X-Forwarded-* headers are believed',
    default: '0',
    parse: parse.wholeNumber(0, 10),
  },
} satisfies Settings;
