import { expect, test } from 'vitest';
import { readableLanguages } from './readable-languages.ts';

const installed = async () => ({ languages: ['deu', 'osd', 'script/Latin', 'vie', 'chi_tra'] });
const nothing = async () => null;

test.each([
  ['tesseract.js', installed, ['vie', 'fra', 'eng']],
  ['auto', nothing, ['vie', 'fra', 'eng']],
  ['auto', installed, ['vie', 'fra', 'eng', 'deu', 'chi_tra']],
  ['native', installed, ['deu', 'vie', 'chi_tra']],
  ['native', nothing, ['vie', 'fra', 'eng']],
] as const)('what the engines have models for can be read (%s)', async (choice, find, languages) => {
  expect(await readableLanguages(choice, find)).toEqual(languages);
});
