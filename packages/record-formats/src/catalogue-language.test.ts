import { expect, test } from 'vitest';
import { recordLanguageOf } from './catalogue-language.ts';

test.each([
  ['fre', 'fra'],
  ['fr-FR', 'fra'],
  ['VI', 'vie'],
  ['chi_sim', recordLanguageOf('chi')],
])('a language told as %s is %s in a record', (told, language) => {
  expect(recordLanguageOf(told)).toBe(language);
});

test.each(['constructor', 'toString', '__proto__', 'xx', ''])('“%s” is the code of no language', (told) => {
  expect(recordLanguageOf(told)).toBe('');
});
