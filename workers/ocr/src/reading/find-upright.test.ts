import type { Word } from '@diachi/page-text';
import { expect, test, vi } from 'vitest';
import { findUpright, type ReadTurned, sense } from './find-upright.ts';

const image = { width: 400, height: 600, pixels: new Uint8Array(400 * 600) };

test('the way up in which the most words make sense is taken', async () => {
  expect(await findUpright(image, 0, readableAt(180))).toBe(2);
  expect(await findUpright(image, 1, readableAt(270))).toBe(3);
});

test('a guess stands unless another way up is plainly better', async () => {
  expect(await findUpright(image, 2, readableAt(180))).toBe(2);
  expect(await findUpright(image, 3, async () => [])).toBe(3);
});

test('the guess is tried first, then the page turned over, then both sides', async () => {
  const read = vi.fn<ReadTurned>(async () => []);

  await findUpright(image, 1, read);

  expect(read.mock.calls.map(([, degrees]) => degrees)).toEqual([90, 270, 180, 0]);
});

test('words of a page that lies on its side make no sense, though an engine reads them', () => {
  const lying: Word = { ...word, box: { x: 0, y: 0, width: 9, height: 30 } };

  expect(sense([word, word, word])).toBe(9);
  expect(sense([lying, lying, word])).toBe(0);
});

/** Words make sense in one way up; in any other there are a few, by chance. */
const readableAt =
  (upright: number): ReadTurned =>
  async (_, degrees) =>
    Array.from({ length: degrees === upright ? 40 : 6 }, () => word);

const word: Word = { text: 'thư', box: { x: 0, y: 0, width: 9, height: 9 }, confidence: 0.9, line: 0, block: 0 };
