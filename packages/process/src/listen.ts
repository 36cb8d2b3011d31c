import { createServer, type RequestListener, type Server } from 'node:http';
import { Failure } from '@diachi/domain';

export type ListenOptions = {
  /** `*` is every address of this machine, IPv6 where there is any. */
  readonly host: string;
  /** 0 takes one that is free. */
  readonly port: number;
  /** The variable by which another is chosen, for what is said when this one is taken. */
  readonly setting?: string;
};

export type Listening = {
  readonly port: number;
  /** Ends open connections after the answers they wait for, and then all that is left. */
  close(): Promise<void>;
};

/** Opens a port. Fails with `port.taken`, `port.not-allowed`, or `port.no-such-address`. */
export async function listen(app: RequestListener, options: ListenOptions): Promise<Listening> {
  const { host, port } = options;
  const server = createServer(app);
  // A scan of 2 GB over a bad line takes as long as it takes; a request that says nothing is ended by its headers' limit.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(cause, options)));
    server.listen({ port, host: host === '*' ? undefined : host }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return { port: address.port, close: () => close(server) };
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

function cannotListen(cause: NodeJS.ErrnoException, { host, port, setting = 'PORT' }: ListenOptions): Error {
  const options = { cause, details: { port: String(port), free: String(port + 1), host, setting } };
  if (cause.code === 'EADDRINUSE') {
    const message = `Port ${port} is taken by another program. Choose another: ${setting}=${port + 1}`;
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
