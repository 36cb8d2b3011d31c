import { expect, test } from 'vitest';
import { mendIndex } from './mend-index.ts';

test.each([
  { documents: 0, expected: 2, isForgotten: true },
  { documents: 1, expected: 2, isForgotten: true },
  { documents: 2, expected: 2, isForgotten: false },
  { documents: 3, expected: 2, isForgotten: false },
])('an index of $documents where $expected should be is made again: $isForgotten', async (given) => {
  let isForgotten = false;
  let warnings = 0;

  await mendIndex({
    catalogue: {
      countIndexed: async () => given.expected,
      forgetIndexed: async () => {
        isForgotten = true;
      },
    },
    index: { size: async () => ({ documents: given.documents, pages: 9 }) },
    log: { warn: () => void warnings++ },
  });

  expect({ isForgotten, warnings }).toEqual({ isForgotten: given.isForgotten, warnings: Number(given.isForgotten) });
});
