import { expect, test } from 'vitest';
import { impossibleShare } from './impossible-share.ts';

test('of Vietnamese print nothing is impossible, its units, numerals and loanwords among it', () => {
  expect(impossibleShare('Chương XIV: từ Mường Tè (12 km) đi ôtô, gặp ông Fournier năm 1946')).toBe(0);
});

test('words that are neither syllables nor foreign are impossible', () => {
  expect(impossibleShare('Mưởgn Tè có mưòì xã')).toBeCloseTo(2 / 5);
});

test('a text without words tells nothing', () => {
  expect(impossibleShare('12/1946 — …')).toBeNull();
});
