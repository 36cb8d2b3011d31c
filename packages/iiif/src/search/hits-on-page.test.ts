import type { PageText, Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { hitsOnPage } from './hits-on-page.ts';

test.each([
  ['administration', [1, 2]],
  ['l’administration locale', [0, 1, 2, 3]],
  ['locale', [3]],
  ['trat', []],
])('“%s” marks what is printed of it, also where a word is divided', (query, expected) => {
  expect(hitsOnPage(text(), query, {})).toEqual(expected);
});

test('nothing is marked on a blank page', () => {
  const { words: _, blocks: __, furtherEngines: ___, expectedError: ____, damage: _____, ...reading } = text();

  expect(hitsOnPage({ ...reading, kind: 'blank' }, 'locale', {})).toEqual([]);
});

function text(): PageText & { readonly kind: 'read' } {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const word = (letters: string, line: number, more: Partial<Word> = {}): Word => ({
    text: letters,
    line,
    block: 0,
    box,
    confidence: 1,
    ...more,
  });
  return {
    version: 1,
    kind: 'read',
    image: { widthPx: 100, heightPx: 100, type: 'image/png', dpi: 300 },
    engine: { name: 'none', version: '', model: '', settings: {} },
    treatments: [],
    look: null,
    words: [
      word('l’', 0),
      word('adminis-', 0, { division: { keepsHyphen: false } }),
      word('tration', 1),
      word('locale', 1),
    ],
    blocks: [{ role: 'text', box, level: null, paragraphs: [0] }],
    furtherEngines: [],
    expectedError: null,
    damage: null,
  };
}
