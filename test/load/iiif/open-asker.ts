import { once } from 'node:events';
import { connect } from 'node:net';

/** One who asks a server over one connection, again and again. */
export type Asker = {
  /** How many bytes came, with what they are headed by. Fails on any answer but 200. */
  ask(path: string): Promise<number>;
  close(): void;
};

/** An answer on its way. */
type Coming = {
  readonly bytes: number;
  /** The end of what has come. */
  readonly tail: Buffer;
  /** Once its head is read: so many bytes, or when the last of its chunks came. */
  readonly whole: number | 'chunks' | null;
};

const NOTHING: Coming = { bytes: 0, tail: Buffer.of(), whole: null };
const END_OF_HEAD = '\r\n\r\n';
const END_OF_CHUNKS = '\r\n0\r\n\r\n';

/**
 * Asks by writing a line and counting bytes, and reads of HTTP only what that takes (RFC 9112): who asks shares the cores of whoever
 * answers, so that whatever else it did would be measured with the answer.
 */
export async function openAsker(port: number): Promise<Asker> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let asked: { readonly path: string; resolve(bytes: number): void; reject(thrown: unknown): void } | null = null;
  let coming = NOTHING;
  const end = (how: (asking: NonNullable<typeof asked>) => void) => {
    const ended = asked;
    asked = null;
    coming = NOTHING;
    if (ended) how(ended);
  };
  socket.on('data', (piece: Buffer) => {
    try {
      coming = withPiece(coming, piece);
      const { bytes, whole, tail } = coming;
      if (whole === 'chunks' ? tail.toString('latin1').endsWith(END_OF_CHUNKS) : bytes === whole)
        end(({ resolve }) => resolve(bytes));
    } catch (cause) {
      end(({ path, reject }) => reject(new Error(`${path} was not answered well`, { cause })));
    }
  });
  socket.on('error', (thrown) => end(({ reject }) => reject(thrown)));
  socket.on('close', () => end(({ path, reject }) => reject(new Error(`${path} was not answered to its end`))));
  return {
    ask: (path) =>
      new Promise((resolve, reject) => {
        asked = { path, resolve, reject };
        socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: */*\r\n\r\n`);
      }),
    close: () => socket.destroy(),
  };
}

function withPiece({ bytes, tail, whole }: Coming, piece: Buffer): Coming {
  const known = whole === null || piece.length < END_OF_CHUNKS.length ? Buffer.concat([tail, piece]) : piece;
  return {
    bytes: bytes + piece.length,
    whole: whole ?? readHead(known),
    // Until the head is whole, all of it.
    tail: whole === null ? known : known.subarray(-END_OF_CHUNKS.length),
  };
}

/** Null as long as it is not whole. Fails for any other status than 200. */
function readHead(begun: Buffer): Coming['whole'] {
  const end = begun.indexOf(END_OF_HEAD);
  if (end < 0) return null;
  const head = begun.toString('latin1', 0, end).toLowerCase();
  if (!head.startsWith('http/1.1 200 ')) throw new Error(head.split('\r\n', 1)[0]);
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  if (length !== undefined) return end + END_OF_HEAD.length + Number(length);
  if (head.includes('\r\ntransfer-encoding: chunked')) return 'chunks';
  throw new Error('the answer says nothing of its length');
}
