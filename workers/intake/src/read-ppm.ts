import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Pixels } from './encode-picture.ts';
import { withoutPadding } from './without-padding.ts';

const MAX_HEADER_BYTES = 64;

/** Reads a PPM (P6, eight bits) of a known size from a stream; throws when it is anything else, or longer. */
export async function readPpm(
  stream: Readable,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): Promise<Pixels> {
  const most = widthPx * heightPx * 3 + MAX_HEADER_BYTES;
  const bytes = await buffer(limited(stream, most));
  const [header, width, height] =
    /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, MAX_HEADER_BYTES)) ?? [];
  const isAsked = Number(width) === widthPx && Number(height) === heightPx;
  if (header === undefined || !isAsked || bytes.length !== header.length + widthPx * heightPx * 3) {
    throw new Error(`The drawn page is not a PPM of ${widthPx} × ${heightPx} pixels.`);
  }
  return withoutPadding(bytes.subarray(header.length), { widthPx, heightPx, strideBytes: widthPx * 3 });
}

async function* limited(stream: Readable, mostBytes: number): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > mostBytes) throw new Error('The drawn page is longer than it can be.');
    yield chunk;
  }
}
