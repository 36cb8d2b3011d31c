/** `*` stands for every address of this machine. */
export const isOpenToNetwork = (host: string): boolean => ['*', '0.0.0.0', '::'].includes(host);

/** Where a program on this machine reaches a server that listens on `host`. */
export const localAddress = (host: string, port: number): string =>
  `http://${isOpenToNetwork(host) ? '127.0.0.1' : bracketed(host)}:${port}`;

/** Where a person on this machine opens it. */
export const publicAddress = (host: string, port: number): string =>
  `http://${isOpenToNetwork(host) || host === '127.0.0.1' || host === '::1' ? 'localhost' : bracketed(host)}:${port}`;

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host);
