import { createServer, type RequestListener, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { Failure } from '@diachi/domain';
import { hostToListenOn, isOpenToNetwork } from './addresses.ts';

export type Listening = {
  readonly port: number;
  /** Ends open connections after the answers they wait for, and then all that is left. */
  close(): Promise<void>;
};

/** Opens a port. Fails with `port.taken`, `port.not-allowed`, or `port.no-such-address`. */
export async function listen(app: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer(app);
  // A scan of 2 GB over a bad line takes as long as it takes; a request that says nothing is ended by its headers' limit.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(cause, host, port)));
    server.listen({ port, host: hostToListenOn(host) }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return { port: address.port, close: () => close(server) };
}

/** Where other machines find a server that listens on `host`: the addresses of this machine, or none. */
export function networkAddresses(host: string, port: number): readonly string[] {
  if (!isOpenToNetwork(host)) return [];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}`);
}

const LAST_ANSWERS_MS = 2_000;

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Live progress never ends by itself.
    const rest = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
    server.close(() => {
      clearTimeout(rest);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  const options = { cause, details: { port: String(port), free: String(port + 1), host } };
  if (cause.code === 'EADDRINUSE') {
    const message = `Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`;
    return new Failure('unavailable', 'port.taken', message, options);
  }
  if (cause.code === 'EACCES') {
    return new Failure(
      'unavailable',
      'port.not-allowed',
      `This user may not open port ${port}. Choose one from 1024.`,
      options,
    );
  }
  if (cause.code === 'EADDRNOTAVAIL' || cause.code === 'ENOTFOUND') {
    return new Failure('unavailable', 'port.no-such-address', `This machine has no address ${host}.`, options);
  }
  return cause;
}
