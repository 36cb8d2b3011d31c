import { expect, test } from 'vitest';
import type { EngineAdapter } from './engine-adapter.ts';
import { readableLanguages } from './readable-languages.ts';

const installed = ['deu', 'osd', 'script/Latin', 'vie', 'chi_tra'];
const nothing = null;

test.each([
  ['tesseract.js', installed, ['vie', 'fra', 'eng']],
  ['auto', nothing, ['vie', 'fra', 'eng']],
  ['auto', installed, ['vie', 'fra', 'eng', 'deu', 'chi_tra']],
  ['native', installed, ['deu', 'vie', 'chi_tra']],
  ['native', nothing, ['vie', 'fra', 'eng']],
] as const)('what the engines have models for can be read (%s)', async (choice, languages, readable) => {
  const engines = [engine('native', languages), engine('tesseract.js', ['vie', 'fra', 'eng'])];

  expect(await readableLanguages(choice, engines)).toEqual(readable);
});

const engine = (name: string, languages: readonly string[] | null): EngineAdapter => ({
  name,
  traits: { recordedAs: name, confidenceWeights: null, cutOutScale: 1 },
  languages: async () => languages,
  source: () => ({
    nameOf: async () => name,
    start: () => Promise.reject(new Error('Nothing is read here.')),
  }),
});
