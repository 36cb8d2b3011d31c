import { randomBytes } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packedIfSmaller } from './packed-if-smaller.ts';

const grain = randomBytes(300_000);
const paper = Buffer.alloc(300_000, 'white paper');

test.each([
  ['small', paper.subarray(0, 5_000)],
  ['large', paper],
  ['large and half grain', Buffer.concat([grain, paper])],
])('what becomes smaller is packed and comes back whole: %s', async (_, bytes) => {
  const packed = await packedIfSmaller(bytes);

  expect(packed?.length).toBeLessThan(bytes.length);
  expect(inflateSync(packed ?? Buffer.alloc(0)).equals(bytes)).toBe(true);
});

test.each([5_000, 300_000])('what does not is left as it is: %i bytes of grain', async (size) => {
  expect(await packedIfSmaller(grain.subarray(0, size))).toBeNull();
});
