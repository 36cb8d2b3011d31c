import { keys } from '@diachi/domain';
import { expect, test } from 'vitest';
import { findPieces, reachOf } from './upload-pieces.ts';

const upload = '0'.repeat(32);

test.each([
  ['nothing', [], []],
  ['one piece', [[0, 4]], [[0, 4, 0]]],
  [
    'pieces that follow each other',
    [
      [0, 4],
      [4, 4],
      [8, 1],
    ],
    [
      [0, 4, 0],
      [4, 4, 0],
      [8, 1, 0],
    ],
  ],
  [
    'what lies behind a gap, which is not used',
    [
      [0, 4],
      [5, 4],
    ],
    [[0, 4, 0]],
  ],
  ['no beginning', [[4, 4]], []],
  [
    'the same beginning twice, of which the longer is used',
    [
      [0, 2],
      [0, 4],
      [4, 1],
    ],
    [
      [0, 4, 0],
      [4, 1, 0],
    ],
  ],
  [
    'an overlap, of which what is new is used',
    [
      [0, 4],
      [2, 6],
      [8, 1],
    ],
    [
      [0, 4, 0],
      [2, 6, 2],
      [8, 1, 0],
    ],
  ],
  [
    'a piece within another',
    [
      [0, 8],
      [2, 3],
      [8, 1],
    ],
    [
      [0, 8, 0],
      [8, 1, 0],
    ],
  ],
  [
    'two that overlap the same end',
    [
      [0, 4],
      [1, 5],
      [3, 7],
      [10, 1],
    ],
    [
      [0, 4, 0],
      [3, 7, 1],
      [10, 1, 0],
    ],
  ],
] as const)('of %s', async (_, stored, used) => {
  const store = {
    list: async function* () {
      yield* stored.map(([offset, sizeBytes]) => keys.uploadPiece(upload, offset, sizeBytes)).toSorted();
      yield keys.uploadNotes(upload);
    },
  };

  const pieces = await findPieces(store, upload);

  expect(pieces.map(({ offset, sizeBytes, skip }) => [offset, sizeBytes, skip])).toEqual(used);
  const last = used.at(-1);
  expect(reachOf(pieces)).toBe(last ? last[0] + last[1] : 0);
});
