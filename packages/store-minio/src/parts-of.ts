import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** A stretch of a body in memory, and the SHA-256 of it, in hexadecimal. */
export type Part = { readonly bytes: Buffer; readonly sha256: string };

const MIB = 2 ** 20;
const PART_BYTES = 8 * MIB;
const WHOLE_BYTES = 64 * MIB;

/**
 * How large a part is. A server takes 10,000 parts and 5 TB: parts double after every 2,000th, so that 16 GB go in small ones and
 * 480 GB go in at all. What lies in memory anyway is sent in larger ones.
 */
export const partBytes = (part: number, isInMemory: boolean): number =>
  (isInMemory ? WHOLE_BYTES : PART_BYTES) * 2 ** Math.floor(part / 2_000);

/** Cuts a body into parts, at least one, and returns the checksum of all of it. Whatever the body throws is passed on. */
export async function* partsOf(body: Readable | Uint8Array): AsyncGenerator<Part, string> {
  const isInMemory = body instanceof Uint8Array;
  let part = 0;
  let pieces: Buffer[] = [];
  let bytes = 0;
  let hash = createHash('sha256');
  // Until there is a second part, the checksum of the first is that of the whole.
  let whole: Hash | null = null;

  const cut = (): Part => {
    whole ??= hash.copy();
    const [only = Buffer.alloc(0)] = pieces;
    const done = { bytes: pieces.length > 1 ? Buffer.concat(pieces) : only, sha256: hash.digest('hex') };
    part += 1;
    pieces = [];
    bytes = 0;
    hash = createHash('sha256');
    return done;
  };

  for await (const chunk of isInMemory ? [body] : body) {
    let rest = bytesOf(chunk);
    while (rest.length > 0) {
      if (bytes === partBytes(part, isInMemory)) yield cut();
      const piece = rest.subarray(0, partBytes(part, isInMemory) - bytes);
      await digest(piece, whole === null ? [hash] : [hash, whole]);
      pieces.push(piece);
      bytes += piece.length;
      rest = rest.subarray(piece.length);
    }
  }
  const last = cut();
  const checksum = (whole ?? hash).digest('hex');
  yield last;
  return checksum;
}

type Hash = ReturnType<typeof createHash>;

// A megabyte takes a millisecond or two; others get their turn between them.
async function digest(piece: Buffer, hashes: readonly Hash[]): Promise<void> {
  for (let start = 0; start < piece.length; start += MIB) {
    if (start > 0) await setImmediate();
    for (const hash of hashes) hash.update(piece.subarray(start, start + MIB));
  }
}

function bytesOf(chunk: unknown): Buffer {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (typeof chunk === 'string') return Buffer.from(chunk);
  throw new TypeError('The body of an object is bytes.');
}
