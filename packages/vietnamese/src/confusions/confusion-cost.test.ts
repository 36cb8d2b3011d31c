import { expect, test } from 'vitest';
import { alignLetters, confusionCost } from './confusion-cost.ts';
import { confusionTable } from './confusion-table.ts';
import { estimateConfusions } from './estimate-confusions.ts';
import { letterCodes } from './letter-code.ts';
import { printedConfusions } from './printed-confusions.ts';

const table = confusionTable(printedConfusions);
const cost = (truth: string, read: string, most?: number) =>
  confusionCost(letterCodes(truth), letterCodes(read), table, most);

test('what was read as it is printed costs nothing, in capitals too', () => {
  expect(cost('nghiêng', 'NGHIÊNG')).toBe(0);
});

test.each([
  ['người', 'ngưòi', 'ngurời'],
  ['đường', 'đưòng', 'đxờng'],
  ['ấm', 'ẩm', 'ôm'],
  ['đá', 'dá', 'bá'],
  ['làm', 'lam', 'lêm'],
  ['là', 'ià', 'xà'],
  ['diện', 'cliện', 'gliện'],
  ['cơm', 'cơrn', 'cơnh'],
])('%s is more likely read as %s than as %s', (truth, near, far) => {
  expect(cost(truth, near)).toBeLessThan(cost(truth, far));
});

test('a cost above the most that is asked for is infinite, and so is a word without end', () => {
  expect(cost('người', 'bảng', 12)).toBe(Infinity);
  expect(cost('a'.repeat(200), 'a'.repeat(200))).toBe(Infinity);
});

test('letters are put side by side, two that were read as one among them', () => {
  expect(alignLetters(letterCodes('diện'), letterCodes('cliên'), table)).toEqual([
    [1, 2],
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
});

test('what is confused more often in what was read costs less in the next table', () => {
  const pages = (wrong: number) => [
    ...Array.from({ length: 1_000 }, () => ({ truth: 'thầy', read: 'thầy' })),
    ...Array.from({ length: wrong }, () => ({ truth: 'thầy', read: 'thẩy' })),
  ];
  const [few, many] = [10, 200].map((wrong) => confusionTable(estimateConfusions(pages(wrong), printedConfusions)));
  const costIn = (learned: typeof table) => confusionCost(letterCodes('ầm'), letterCodes('ẩm'), learned);

  expect(costIn(many as typeof table)).toBeLessThan(costIn(few as typeof table));
});

test('what was never seen costs what its kind does', () => {
  const right = Array.from({ length: 500 }, () => ({ truth: 'thầy', read: 'thầy' }));
  const { kinds, pairs } = estimateConfusions(right, { kinds: printedConfusions.kinds, pairs: {} });

  expect(pairs).toEqual({});
  expect(kinds['tone-changed']).toBeGreaterThan(5);
});
