import { describe, expect, test } from 'vitest';
import type { PageText, Word } from './page-text.ts';
import { linesOf, plainText } from './plain-text.ts';

describe('a page as plain text', () => {
  test('has a line for every printed line, and an empty one between blocks', () => {
    const text = read([
      ['Địa', 0, 0],
      ['chí', 0, 0],
      ['Mường', 1, 0],
      ['Tè', 1, 0],
      ['1954', 2, 1],
    ]);

    expect(plainText(text)).toBe('Địa chí\nMường Tè\n\n1954\n');
  });

  test('keeps a line together even when its words are listed apart', () => {
    const text = read([
      ['Lai', 0, 0],
      ['Tè', 1, 0],
      ['Châu', 0, 0],
    ]);

    expect(linesOf(text).map((line) => line.map((word) => word.text))).toEqual([['Lai', 'Châu'], ['Tè']]);
  });

  test('is empty for a blank page and for an unreadable one', () => {
    const reason = { kind: 'invalid', code: 'scan.truncated', message: 'Cut short.', details: {} } as const;

    expect(plainText({ ...reading, kind: 'blank' })).toBe('');
    expect(plainText({ ...reading, kind: 'unreadable', reason })).toBe('');
  });
});

const reading = {
  version: 1,
  image: { widthPx: 100, heightPx: 100, type: 'image/png', dpi: 300 },
  engine: { name: 'none', version: '', model: '', settings: {} },
  treatments: [],
  look: null,
} as const;

function read(words: readonly (readonly [string, number, number])[]): PageText {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const printed = words.map(([text, line, block]): Word => ({ text, line, block, box, confidence: 1 }));
  return {
    ...reading,
    kind: 'read',
    words: printed,
    blocks: [],
    furtherEngines: [],
    expectedError: null,
    damage: null,
  };
}
