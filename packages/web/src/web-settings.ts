/** Settings of whoever serves the web app. */
export const webSettings = {
  sessionDays: {
    env: 'SESSION_DAYS',
    doc: 'days after which somebody who signed in has to sign in again',
    default: '14',
    parse: (written: string) => wholeNumber(written, 1, 365),
  },
  trustedProxies: {
    env: 'TRUST_PROXY',
    doc: 'how many proxies of yours stand before this server, whose X-Forwarded-* headers are believed',
    default: '0',
    parse: (written: string) => wholeNumber(written, 0, 10),
  },
};

function wholeNumber(written: string, least: number, most: number): number {
  const value = Number(written);
  if (/^\d+$/.test(written) && value >= least && value <= most) return value;
  throw new Error(`a whole number from ${least} to ${most}`);
}
