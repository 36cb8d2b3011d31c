import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { type Part, partBytes, partsOf } from './parts-of.ts';

const MIB = 2 ** 20;

test('a small body is one part, whose checksum is that of the whole', async () => {
  const { parts, checksum } = await cut(Readable.from([Buffer.from('Lai '), Buffer.from('Châu')]));

  expect(parts.map(({ bytes }) => String(bytes))).toEqual(['Lai Châu']);
  expect(checksum).toBe(sha256(Buffer.from('Lai Châu')));
  expect(parts[0]?.sha256).toBe(checksum);
});

test('an empty body is one empty part', async () => {
  const { parts, checksum } = await cut(Readable.from([]));

  expect(parts.map(({ bytes }) => bytes.length)).toEqual([0]);
  expect(checksum).toBe(sha256(Buffer.alloc(0)));
});

test.each([8 * MIB, 8 * MIB + 1, 24 * MIB - 1])(
  '%i bytes come in full parts and a rest, each with its checksum',
  async (length) => {
    const body = Buffer.alloc(length, 'địa chí');

    const { parts, checksum } = await cut(Readable.from(inPieces(body), { objectMode: false }));

    expect(parts.slice(0, -1).every(({ bytes }) => bytes.length === 8 * MIB)).toBe(true);
    expect(Buffer.concat(parts.map(({ bytes }) => bytes)).equals(body)).toBe(true);
    expect(parts.map((part) => part.sha256)).toEqual(parts.map(({ bytes }) => sha256(bytes)));
    expect(checksum).toBe(sha256(body));
  },
);

test('what lies in memory is cut without being copied', async () => {
  const body = Buffer.alloc(70 * MIB, 1);

  const { parts } = await cut(body);

  expect(parts.map(({ bytes }) => bytes.length)).toEqual([64 * MIB, 6 * MIB]);
  expect(parts.every(({ bytes }) => bytes.buffer === body.buffer)).toBe(true);
});

test('ten thousand parts are more than any file, and none is larger than a server takes', () => {
  const sizes = Array.from({ length: 10_000 }, (_, part) => partBytes(part, false));

  expect(sizes.reduce((sum, bytes) => sum + bytes)).toBeGreaterThan(480e9);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(5 * MIB);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(5 * 2 ** 30);
});

async function cut(body: Readable | Uint8Array): Promise<{ parts: readonly Part[]; checksum: string }> {
  const cutting = partsOf(body);
  const parts: Part[] = [];
  for (;;) {
    const next = await cutting.next();
    if (next.done) return { parts, checksum: next.value };
    parts.push(next.value);
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function* inPieces(body: Buffer) {
  for (let start = 0; start < body.length; start += 65_000) yield body.subarray(start, start + 65_000);
}
