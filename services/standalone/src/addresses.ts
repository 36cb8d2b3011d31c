/** `*` stands for every address of this machine. */
const EVERY = '*';

/** What a server listens on: undefined lets the system take every address it has, IPv6 where there is any. */
export const hostToListenOn = (host: string): string | undefined => (host === EVERY ? undefined : host);

export const isOpenToNetwork = (host: string): boolean => [EVERY, '0.0.0.0', '::'].includes(host);

/** Where a program on this machine reaches a server that listens on `host`. */
export const localAddress = (host: string, port: number): string =>
  `http://${isOpenToNetwork(host) ? '127.0.0.1' : bracketed(host)}:${port}`;

/** Where a person on this machine opens it. */
export const publicAddress = (host: string, port: number): string =>
  `http://${isOpenToNetwork(host) || host === '127.0.0.1' || host === '::1' ? 'localhost' : bracketed(host)}:${port}`;

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host);
