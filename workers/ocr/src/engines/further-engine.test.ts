import { readFile } from 'node:fs/promises';
import { parsePageText } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { makePageText } from '../make-page-text.ts';
import { openScan, turnGrey } from '../scan/sharp-scan-adapter.ts';
import { chooseEngine, ENGINES } from './choose-engine.ts';
import type { EngineAdapter } from './engine-adapter.ts';
import { keepEngine } from './keep-engine.ts';
import { readableLanguages } from './readable-languages.ts';

const typed = new URL('../../../../test/fixtures/pages/s13-low-150dpi/page.jpg', import.meta.url);
const limits = { pageTimeMs: 60_000, pagesPerEngine: 100 };

/** An engine nobody has heard of, which reads Chữ Nôm and Vietnamese. */
const further: EngineAdapter = {
  name: 'nom',
  traits: { recordedAs: 'nom-onnx.2', confidenceWeights: null, cutOutScale: 1 },
  languages: async () => ['chi_tra', 'vie'],
  source: () => ({
    nameOf: async ({ language, model }) => `${language} ${model}`,
    start: async ({ language, model }) => ({
      about: () => ({ name: 'nom-onnx.2', version: '2.1', model: `${language} ${model}`, settings: { beams: 5 } }),
      read: async () => [word],
      stop: async () => {},
    }),
  }),
};

const word = {
  text: 'sách'.repeat(200),
  box: { x: 9, y: 9, width: 50, height: 20 },
  confidence: 0.9,
  line: 0,
  block: 0,
};

test.each(['auto', 'nom'])(
  'an engine that is added to the list is chosen by %s, and the text of its page says so',
  async (choice) => {
    const engine = keepEngine(chooseEngine(choice, 'nowhere', [further, ...ENGINES]), limits);
    const page = { bytes: await readFile(typed), existing: null, dpi: null, damage: null, language: 'vie' };

    const { text } = await makePageText({ engine, openScan, turnGrey, maxPixels: 100_000_000, steps: new Set() }, page);

    const kept = parsePageText(Buffer.from(JSON.stringify(text)));
    expect(kept.engine).toEqual({ name: 'nom-onnx.2', version: '2.1', model: 'vie first', settings: { beams: 5 } });
  },
);

test('what it reads can be read here', async () => {
  expect(await readableLanguages('nom', [further, ...ENGINES])).toEqual(['chi_tra', 'vie']);
  expect(await readableLanguages('auto', [further, ...ENGINES])).toContain('chi_tra');
});
