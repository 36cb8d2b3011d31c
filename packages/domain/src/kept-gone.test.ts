import { expect, test } from 'vitest';
import { parseDocumentId } from './document-id.ts';
import { type KeptGone, parseKeptGone } from './kept-gone.ts';
import { parseLibraryCode } from './library.ts';

const gone: KeptGone = {
  version: 1,
  documentId: parseDocumentId('0123456789abcdef'),
  mergedInto: parseDocumentId('fedcba9876543210'),
  library: parseLibraryCode('tinh'),
  collection: 'Báo',
  kind: 'newspaper',
};
const read = (value: unknown) => parseKeptGone(new TextEncoder().encode(JSON.stringify(value)));

test('what is kept of a removed document is read as it was written', () => {
  expect(read(gone)).toEqual(gone);
  expect(read({ ...gone, mergedInto: null, more: 1 })).toEqual({ ...gone, mergedInto: null });
});

test.each([
  null,
  [],
  'gone',
  { ...gone, version: 2 },
  { ...gone, documentId: '../x' },
  { ...gone, mergedInto: 'x' },
  { ...gone, library: 'Tỉnh' },
  { ...gone, collection: 7 },
  { ...gone, kind: 'books' },
])('case %#: what is not written so is damaged', (value) => {
  expect(() => read(value)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'gone.broken' }));
});

test('what is no JSON is damaged', () => {
  expect(() => parseKeptGone(new Uint8Array([0xff, 0x7b]))).toThrow(expect.objectContaining({ code: 'gone.broken' }));
});
