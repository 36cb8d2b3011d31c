import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What is done to the bytes on the way; null breaks the line off at this place. */
export type Trouble = (chunk: Buffer, passedBytes: number) => Buffer | null;

const none: Trouble = (chunk) => chunk;

/** A line to a server on which things can go wrong. */
export async function lineTo(endpoint: string) {
  const { hostname, port } = new URL(endpoint);
  const sockets = new Set<Socket>();
  let toServer: Trouble = none;
  let toClient: Trouble = none;
  let isDumb = false;
  let connections = 0;

  const carry = (from: Socket, to: Socket, trouble: () => Trouble) => {
    let passed = 0;
    from.on('data', (chunk) => {
      if (isDumb) return;
      const left = trouble()(chunk, passed);
      passed += chunk.length;
      if (left === null) {
        from.destroy();
        to.destroy();
      } else to.write(left);
    });
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };
  const line = createServer((client) => {
    connections += 1;
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    carry(client, server, () => toServer);
    carry(server, client, () => toClient);
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    line.close();
  });
  const address = line.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port.');

  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    connections: () => connections,
    troubleToServer: (trouble: Trouble) => {
      toServer = trouble;
    },
    troubleToClient: (trouble: Trouble) => {
      toClient = trouble;
    },
    /** From now on everything is taken and nothing passed on. */
    fallSilent: () => {
      isDumb = true;
    },
    /** Closes every connection without a word, as a server does with those nobody used for a while. */
    hangUp: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Breaks off when so many bytes have passed. */
export const breakAfter =
  (bytes: number): Trouble =>
  (chunk, passed) =>
    passed + chunk.length > bytes ? null : chunk;

/** Changes one letter of a text on its way. */
export const change =
  (from: string, to: string): Trouble =>
  (chunk) => {
    const place = chunk.indexOf(from);
    if (place < 0) return chunk;
    const changed = Buffer.from(chunk);
    changed.write(to, place);
    return changed;
  };
