import { expect, test } from 'vitest';
import { canonicalWord, sameWord } from './canonical-word.ts';

test.each([
  ['hoà', 'hòa'],
  ['thuý', 'thúy'],
  ['Khoẻ', 'khỏe'],
  ['kĩ', 'kỹ'],
  ['lí', 'lý'],
  ['MĨ', 'mỹ'],
  ['qui', 'quy'],
  ['quí', 'quý'],
  ['quý', 'qúy'],
  ['quít', 'quýt'],
  ['ti', 'ty'],
  ['hoà'.normalize('NFD'), 'hòa'],
])('%s and %s are one word', (one, other) => {
  expect(sameWord(one, other)).toBe(true);
});

test.each([
  ['thi', 'thy'],
  ['hoá', 'hoà'],
  ['da', 'đa'],
  ['ưu', 'iu'],
  ['tuy', 'tui'],
  ['in', 'yn'],
])('%s and %s are two', (one, other) => {
  expect(sameWord(one, other)).toBe(false);
});

test('what is no syllable is only made small', () => {
  expect(canonicalWord('Indochine')).toBe('indochine');
  expect(canonicalWord('KH')).toBe('kh');
});
