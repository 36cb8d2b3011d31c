import { expect, test } from 'vitest';
import { learningDue } from './learning-due.ts';

const learned = (pages: number, withdrawn = 0) => ({ trusted: { pages, withdrawn } });

test.each([
  ['an empty library has nothing to learn', null, { pages: 0, withdrawn: 0 }, 'no'],
  ['a little text is not worth the while', null, { pages: 49, withdrawn: 3 }, 'no'],
  ['enough text is learned from for the first time', null, { pages: 50, withdrawn: 3 }, 'when-idle'],
  ['a small library waits for fifty new pages', learned(100), { pages: 149, withdrawn: 0 }, 'no'],
  ['a small library learns from fifty new pages', learned(100), { pages: 150, withdrawn: 0 }, 'when-idle'],
  ['a large library waits for a tenth more', learned(10_000), { pages: 10_900, withdrawn: 0 }, 'no'],
  ['a large library learns from a tenth more', learned(10_000), { pages: 11_000, withdrawn: 0 }, 'when-idle'],
  ['what was taken away is forgotten at once', learned(10_000), { pages: 9_999, withdrawn: 1 }, 'now'],
  ['so it is when the catalogue was made anew since', learned(100, 4), { pages: 100, withdrawn: 0 }, 'now'],
] as const)('%s', (_, before, now, due) => {
  expect(learningDue(before, now)).toBe(due);
});
