import { expect, test } from 'vitest';
import { tokenize } from './tokenize.ts';

const words = (text: string) => tokenize(text).map((token) => token.text);

test.each([
  ['Lai-Châu, (1954)', ['Lai', 'Châu', '1954']],
  ['UBND/TC số 12.500đ', ['UBND', 'TC', 'số', '12', '500đ']],
  ["người H'Mông, K’Ho", ['người', "H'Mông", 'K’Ho']],
  ["l'Indochine d’Annam", ['l', 'Indochine', 'd', 'Annam']],
  ["'Họ' và R'", ['Họ', 'và', 'R']],
  ['漢喃研究 và chữ 𡨸喃', ['漢', '喃', '研', '究', 'và', 'chữ', '𡨸', '喃']],
  ['dân\u00adtộc', ['dân\u00adtộc']],
  ['Ａ１ ١٢ Ⅳ', ['Ａ１', '١٢', 'Ⅳ']],
  ['a\u0323\u0302\u0301\u0301b', ['ậ\u0301\u0301b']],
  ['... — “”', []],
  ['', []],
])('the words of %s', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('a word knows where it stands in the NFC text', () => {
  const text = 'Địa chí  “Lai Châu”'.normalize('NFD');

  for (const token of tokenize(text)) expect(text.normalize('NFC').slice(token.start, token.end)).toBe(token.text);
});

test("H'Mông is found as hmong, and what is not written is not looked for", () => {
  expect(tokenize("H'Mông dân\u00adtộc").map((token) => token.folded)).toEqual(['hmong', 'dantoc']);
});

test('half a character and other damage are no reason to stop', () => {
  expect(words('\ud800 lạ \udc00\u0000')).toEqual(['lạ']);
});
