import { describe, expect, test } from 'vitest';
import { MAX_QUERY_WORDS, parseQuery } from './parse-query.ts';

const partsOf = (text: string) =>
  parseQuery(text).parts.map(({ isPhrase, words }) => {
    const typed = words.map((word) => word.typed).join(' ');
    return isPhrase ? `[${typed}]` : typed;
  });

test.each([
  ['địa chí Lai Châu', ['địa', 'chí', 'Lai', 'Châu']],
  ['"địa chí" Lai', ['[địa chí]', 'Lai']],
  ['“địa chí” «Lai Châu»', ['[địa chí]', '[Lai Châu]']],
  ['"địa chí Lai', ['[địa chí Lai]']],
  ['địa" chí', ['địa', '[chí]']],
  ['Lai-Châu 7/5/1954', ['[Lai Châu]', '[7 5 1954]']],
  ['Lai,Châu;tỉnh', ['Lai', 'Châu', 'tỉnh']],
  ['漢喃', ['[漢 喃]']],
  ["H'Mông", ["H'Mông"]],
  ['"" "!" địa', ['địa']],
  ['địa AND chí* NEAR(x) col:y -z', ['địa', 'AND', 'chí', 'NEAR', 'x', 'col', 'y', 'z']],
])('%s asks for %j', (text, parts) => {
  expect(parseQuery(text).state).toBe('usable');
  expect(partsOf(text)).toEqual(parts);
});

describe('what cannot be looked for', () => {
  test.each(['', '   ', '"', '!?…', '\u0000\u0007', '\ud800', '***', '-- ;'])('%j has nothing in it', (text) => {
    expect(parseQuery(text)).toMatchObject({ state: 'nothing', parts: [] });
  });

  test.each([
    ['one endless word', 'a'.repeat(10_000)],
    ['a whole page', 'địa chí '.repeat(1_000)],
    ['a word too many', 'a '.repeat(MAX_QUERY_WORDS + 1)],
  ])('%s is too long', (_, text) => {
    expect(parseQuery(text)).toMatchObject({ state: 'too-long', parts: [] });
  });
});

test('a query without any mark does not care for tones, one with a mark does', () => {
  expect(parseQuery('dia chi LAI chau 1954').hasMarks).toBe(false);
  expect(parseQuery('dia chí').hasMarks).toBe(true);
  expect(parseQuery('đia').hasMarks).toBe(true);
});

test('a word goes on while typing until something follows it', () => {
  expect(parseQuery('địa ch').endsInWord).toBe(true);
  expect(parseQuery('"địa ch').endsInWord).toBe(true);
  expect(parseQuery('địa chí ').endsInWord).toBe(false);
  expect(parseQuery('"địa chí"').endsInWord).toBe(false);
});
