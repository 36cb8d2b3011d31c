import { expect, test } from 'vitest';
import { bitmap } from './bitmap.ts';

const picture = { width: 3, height: 2, pixels: Uint8Array.from([1, 2, 3, 4, 5, 255]) };

test('a bitmap says its size, and holds its rows from the lowest up, each begun at a fourth byte', () => {
  const file = bitmap(picture);

  expect(file.toString('latin1', 0, 2)).toBe('BM');
  expect(file.readUInt32LE(2)).toBe(file.length);
  expect([file.readInt32LE(18), file.readInt32LE(22), file.readUInt16LE(28)]).toEqual([3, 2, 8]);
  expect([...file.subarray(file.readUInt32LE(10))]).toEqual([4, 5, 255, 0, 1, 2, 3, 0]);
});

test('each level of grey stands for itself', () => {
  const levels = bitmap(picture).subarray(54, 54 + 1_024);

  expect([...levels.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  expect([...levels.subarray(4 * 137, 4 * 138)]).toEqual([137, 137, 137, 0]);
  expect([...levels.subarray(4 * 255)]).toEqual([255, 255, 255, 0]);
});
