import { expect, test } from 'vitest';
import { pageOutcome } from './page-outcome.ts';
import type { PageText } from './page-text.ts';

const reading = {
  version: 1,
  image: null,
  engine: { name: 'tesseract.js', version: '7.0.0', model: 'vie', settings: {} },
  treatments: [],
  look: null,
} as const;
const read: PageText = {
  ...reading,
  kind: 'read',
  words: [],
  blocks: [],
  furtherEngines: [],
  expectedError: 0.04,
  damage: null,
};
const reason = { kind: 'invalid', code: 'scan.damaged', message: 'Torn.', details: {} } as const;

test('lists tell what a page is, how much of it is likely wrong, and why it could not be read', () => {
  expect(pageOutcome(read)).toEqual({ state: 'read', reason: null, expectedError: 0.04, isTrusted: false });
  expect(pageOutcome({ ...read, damage: reason })).toMatchObject({ state: 'read', reason });
  expect(pageOutcome({ ...reading, kind: 'unreadable', reason })).toEqual({
    state: 'unreadable',
    reason,
    expectedError: null,
    isTrusted: false,
  });
  expect(pageOutcome({ ...reading, kind: 'blank' })).toMatchObject({ state: 'blank', expectedError: null });
});

test('only text that was typed and came with a document is trusted', () => {
  const engine = { name: 'pdf-text', version: '1', model: '', settings: { isUnderScan: false } } as const;

  expect(pageOutcome({ ...read, engine }).isTrusted).toBe(true);
  expect(pageOutcome({ ...reading, engine, kind: 'blank' }).isTrusted).toBe(false);
});

test('text under a scan is not trusted, nor text of which nobody noted where it lay', () => {
  for (const settings of [{ isUnderScan: true }, { reader: 'pdfium' }]) {
    const engine = { name: 'pdf-text', version: '1', model: '', settings } as const;
    expect(pageOutcome({ ...read, engine }).isTrusted).toBe(false);
  }
});
