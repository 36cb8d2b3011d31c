import { describe, expect, test } from 'vitest';
import { parsePageText } from './parse-page-text.ts';

describe('the stored text of a page', () => {
  test.each([
    ['read', whole()],
    ['blank', { ...reading(), kind: 'blank' }],
    ['unreadable', { ...reading(), image: null, kind: 'unreadable', reason: note() }],
    ['read and damaged', { ...whole(), damage: note() }],
    ['read, with words that were changed', { ...whole(), words: [changed()] }],
    ['laid flat', { ...whole(), look: { ...reading().look, laidFlatFrom: [{ x: -3, y: 40 }] } }],
    ['read by an engine of later', { ...whole(), engine: { ...whole().engine, name: 'viet-onnx.2' } }],
    ['read, with nothing told of its blocks and errors', { ...whole(), look: null, blocks: [], expectedError: null }],
  ])('is read back as it was written when the page is %s', (_, raw) => {
    expect(parsePageText(bytes(raw))).toEqual(raw);
  });

  test.each([
    ['that is not JSON', '{"version":1'],
    ['that is not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
    ['that is nothing', 'null'],
    ['of another version', { ...whole(), version: 2 }],
    ['of a kind nobody knows', { ...whole(), kind: 'guessed' }],
    ['whose words are not a list', { ...whole(), words: { length: 1e9 } }],
    ['with a word of no letters', { ...whole(), words: [{ ...word(), text: '' }] }],
    ['with a word that is a number', { ...whole(), words: [{ ...word(), text: 7 }] }],
    ['with a word without a place', { ...whole(), words: [{ ...word(), box: null }] }],
    ['with a box turned inside out', { ...whole(), words: [{ ...word(), box: { ...word().box, width: -4 } }] }],
    ['with a box of text', { ...whole(), words: [{ ...word(), box: { ...word().box, x: '1' } }] }],
    ['with a line that is a fraction', { ...whole(), words: [{ ...word(), line: 0.5 }] }],
    ['with more than certainty', { ...whole(), words: [{ ...word(), confidence: 95 }] }],
    ['with an image of no width', { ...whole(), image: { ...whole().image, widthPx: 0 } }],
    ['with an engine of two words', { ...whole(), engine: { ...whole().engine, name: 'crystal ball' } }],
    ['with an engine of no name', { ...whole(), engine: { ...whole().engine, name: '' } }],
    ['with an engine whose name is a tale', { ...whole(), engine: { ...whole().engine, name: 'a'.repeat(41) } }],
    ['with an engine whose name goes on', { ...whole(), engine: { ...whole().engine, name: 'tesseract\nfoo' } }],
    ['with a setting that is a list', { ...whole(), engine: { ...whole().engine, settings: { psm: [3] } } }],
    ['with a treatment nobody knows', { ...whole(), treatments: [{ step: 'ironed', amount: null }] }],
    ['with a change for no reason', { ...whole(), words: [{ ...word(), change: { from: 'x', probability: 1 } }] }],
    ['with a block nobody knows', { ...whole(), blocks: [{ ...block(), role: 'ornament' }] }],
    ['with a corner that is nowhere', { ...whole(), look: { ...reading().look, laidFlatFrom: [{ x: 4 }] } }],
    ['with a look that is half there', { ...whole(), look: { kind: 'text' } }],
    ['more wrong than it can be', { ...whole(), expectedError: 1.1 }],
    ['unreadable for no reason', { ...reading(), kind: 'unreadable' }],
    ['read without a word on damage', { ...whole(), damage: undefined }],
  ])('%s is refused as broken', (_, raw) => {
    expect(() => parsePageText(bytes(raw))).toThrow(expect.objectContaining({ code: 'page-text.broken' }));
  });

  test('with more words than a page can have is refused', () => {
    const words = Array.from({ length: 200_001 }, () => 0);

    expect(() => parsePageText(bytes({ ...whole(), words }))).toThrow(
      expect.objectContaining({ code: 'page-text.broken' }),
    );
  });

  test('from before looks, blocks and errors were kept is read without them', () => {
    const { look: _, blocks: __, furtherEngines: ___, expectedError: ____, ...older } = whole();

    const nothing = { look: null, blocks: [], furtherEngines: [], expectedError: null };
    expect(parsePageText(bytes(older))).toEqual({ ...older, ...nothing });
  });

  test('keeps nothing that was not asked for', () => {
    const raw = { ...whole(), words: [{ ...word(), onclick: 'evil()' }], extra: true };

    expect(parsePageText(bytes(raw))).toEqual(whole());
  });

  test('of twenty thousand words is read whole', () => {
    const words = Array.from({ length: 20_000 }, (_, line) => ({ ...word(), line }));

    expect(parsePageText(bytes({ ...whole(), words }))).toMatchObject({ words });
  });
});

function bytes(raw: unknown): Uint8Array {
  if (raw instanceof Uint8Array) return raw;
  return new TextEncoder().encode(typeof raw === 'string' ? raw : JSON.stringify(raw));
}

const note = () => ({ kind: 'invalid', code: 'scan.truncated', message: 'Cut short.', details: { page: 3 } });

const word = () => ({
  text: 'Mường',
  box: { x: 10, y: -1, width: 80.5, height: 30 },
  confidence: 0.93,
  line: 0,
  block: 0,
});

const reading = () => ({
  version: 1,
  image: { widthPx: 2480, heightPx: 3508, type: 'image/jpeg', dpi: 300 },
  engine: { name: 'tesseract.js', version: '7.0.0', model: 'vie 4.0.0_best_int', settings: { psm: 3, fast: true } },
  treatments: [{ step: 'straightened', amount: -1.3 }],
  look: {
    kind: 'text',
    isNegative: false,
    hasBorder: true,
    degrees: -1.3,
    areas: [{ x: 0, y: 0, width: 2480, height: 3508 }],
    columns: 2,
    xHeightPx: 21.5,
    noise: 0.2,
  },
});

const changed = () => ({
  ...word(),
  change: { from: 'Muong', why: 'language', probability: 0.97 },
  reader: 0,
  cell: { row: 2, column: 0 },
  division: { keepsHyphen: false },
});

const block = () => ({ role: 'heading', box: word().box, level: 1, paragraphs: [0] });

const whole = () => ({
  ...reading(),
  kind: 'read',
  words: [word()],
  blocks: [block()],
  furtherEngines: [reading().engine],
  expectedError: 0.01,
  damage: null,
});
