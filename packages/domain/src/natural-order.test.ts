import { expect, test } from 'vitest';
import { naturalOrder } from './natural-order.ts';

test.each([
  { name: 'numbers count as numbers', ordered: ['page-1.jpg', 'page-2.jpg', 'page-10.jpg', 'page-100.jpg'] },
  { name: 'leading zeros do not matter', ordered: ['trang 001', 'trang 2', 'trang 010'] },
  { name: 'several numbers are compared one by one', ordered: ['1-2', '1-10', '2-1', '10-1'] },
  {
    name: 'Vietnamese letters stand where the alphabet has them',
    ordered: ['an', 'ăn', 'ân', 'dao', 'đao', 'em', 'êm'],
  },
  { name: 'numbers after Vietnamese words', ordered: ['Bìa', 'Mục lục', 'Trang 2', 'trang 9', 'Trang 10'] },
])('$name', ({ ordered }) => {
  expect(ordered.toReversed().sort(naturalOrder)).toEqual(ordered);
});

test('names a person would call equal keep one fixed order, whatever order they came in', () => {
  const names = ['trang 1', 'Trang 1', 'TRANG 1', 'trang 01'];

  expect(names.toReversed().sort(naturalOrder)).toEqual(names.toSorted(naturalOrder));
});

test('equal names are equal', () => {
  expect(naturalOrder('trang 1', 'trang 1')).toBe(0);
});
