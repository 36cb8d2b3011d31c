import { expect, test } from 'vitest';
import { languageTag } from './language-tag.ts';

test.each([
  ['vie', 'vi'],
  ['fra+vie', 'fr'],
  ['chi_tra', 'zh-Hant'],
  ['blt', 'blt'],
  ['hmn_latn', 'hmn'],
])('a record in %s is in %s for other programs', (language, tag) => {
  expect(languageTag(language)).toBe(tag);
});
