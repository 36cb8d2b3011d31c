import { expect, test } from 'vitest';
import { pageLabels } from './page-labels.ts';

test('numbers that rise are one entry, every other label one of its own', () => {
  const { Nums } = pageLabels(['bìa', 'i', '1', '2', '3', '7', '8', '007', '1']);

  expect((Nums as unknown[]).filter((_, place) => place % 2 === 0)).toEqual([0, 1, 2, 5, 7, 8]);
  expect((Nums as unknown[])[5]).toEqual({ S: 'D', St: 1 });
  expect((Nums as unknown[])[7]).toEqual({ S: 'D', St: 7 });
});
