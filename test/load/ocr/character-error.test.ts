import { expect, test } from 'vitest';
import { countErrors } from './character-error.ts';

test('a text read as it is has no errors, however its lines break and its quotes look', () => {
  const { characters, words, bare } = countErrors('Sở “Văn hóa”\n– Thể thao…', 'Sở "Văn hóa" -\nThể   thao...');

  expect([characters.edits, words.edits, bare.edits]).toEqual([0, 0, 0]);
  expect(words.of).toBe(6);
});

test('a wrong tone is an error of a character and of its word, and none without marks', () => {
  const { characters, words, bare } = countErrors('địa chí Lai Châu', 'địa chỉ Lai Châu');

  expect(characters).toEqual({ edits: 1, of: 16 });
  expect(words).toEqual({ edits: 1, of: 4 });
  expect(bare.edits).toBe(0);
});

test('what is missing, added and replaced counts once each', () => {
  expect(countErrors('abcdef', 'bcxdeyf').characters.edits).toBe(3);
  expect(countErrors('một hai ba', '').words.edits).toBe(3);
});

test('words in another order are wrong in order, and right in any', () => {
  const { words, anyOrder } = countErrors('cột trái trước cột phải sau', 'cột phải sau cột trái trước');

  expect(words.edits).toBeGreaterThan(0);
  expect(anyOrder).toEqual({ shared: 6, wanted: 6, found: 6 });
});

test('a page with nothing on it has no words', () => {
  expect(countErrors('', '').anyOrder).toEqual({ shared: 0, wanted: 0, found: 0 });
  expect(countErrors('', 'bụi').words).toEqual({ edits: 1, of: 0 });
});
