import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a server of this machine that breaks when a test says so. */
export type BreakableLine = {
  /** Where the line begins. */
  readonly port: number;
  /** Breaks it: whoever speaks is cut off, and nobody gets through. */
  readonly cut: () => void;
  /** Lets connections through, and nothing is heard over them any more, as when a machine stands still. */
  readonly silence: () => void;
  /** As it was at first; those who were cut off have to come again. */
  readonly mend: () => void;
  readonly close: () => Promise<void>;
};

/** Lays a line to a port of this machine. */
export async function breakableLine(toPort: number): Promise<BreakableLine> {
  let state: 'whole' | 'silent' | 'cut' = 'whole';
  const ends = new Set<Socket>();
  const keep = (socket: Socket) => {
    ends.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => ends.delete(socket));
    return socket;
  };
  const cutAll = () => {
    for (const socket of ends) socket.destroy();
  };
  const server = createServer((caller) => {
    keep(caller);
    if (state === 'cut') return caller.destroy();
    if (state === 'silent') return;
    const called = keep(connect(toPort, '127.0.0.1'));
    const carry = (from: Socket, to: Socket) => {
      from.on('data', (chunk) => {
        if (state === 'whole') to.write(chunk);
      });
      from.once('close', () => to.destroy());
    };
    carry(caller, called);
    carry(called, caller);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');

  return {
    port: address.port,
    cut() {
      state = 'cut';
      cutAll();
    },
    silence() {
      state = 'silent';
    },
    mend() {
      cutAll();
      state = 'whole';
    },
    async close() {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}
