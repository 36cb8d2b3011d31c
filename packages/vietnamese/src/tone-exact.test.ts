import { expect, test } from 'vitest';
import { toneExact } from './tone-exact.ts';

test.each([
  ['hòa', 'hoà'],
  ['thúy', 'thuý'],
  ['khỏe', 'khoẻ'],
  ['qúy', 'quý'],
  ['lọai', 'loại'],
  ['Hòa', 'HOÀ'],
  ['ĐỊA', 'địa'],
  ['Ðịa', 'địa'],
  ['tiếng', 'tiếng'.normalize('NFD')],
  ['nghiệp', 'nghiệp'.normalize('NFD')],
])('%s and %s are the same word', (one, other) => {
  expect(toneExact(one)).toBe(toneExact(other));
});

test.each([
  ['địa', 'đìa'],
  ['địa', 'dịa'],
  ['chí', 'chỉ'],
  ['chi', 'chí'],
  ['đường', 'dương'],
  ['ma', 'mạ'],
  ['an', 'ân'],
  ['tóan', 'tón'],
  ['à', 'a2'],
  ['đ', 'd9'],
  ['hâu', 'ha6u'],
  ['漢', '喃'],
])('%s and %s are two words', (one, other) => {
  expect(toneExact(one)).not.toBe(toneExact(other));
});

test.each([
  ['địa', 'd9ia5'],
  ['chí', 'chi1'],
  ['Lai', 'lai'],
  ['Châu', 'cha6u'],
  ['trường', 'tru7o72ng'],
  ['1954', '1954'],
])('the key of %s is %s', (word, key) => {
  expect(toneExact(word)).toBe(key);
});

test('a key is ASCII whatever the word', () => {
  for (const word of ['漢', '𡨸', 'œuvre', 'señor', 'garçon', 'naïve', 'H’Mông', 'ꪼꪕ', '\ud800', '12a', '٣']) {
    expect(toneExact(word)).toMatch(/^[a-z0-9]+$/);
  }
});
