import { describe, expect, test } from 'vitest';
import { parseManifest } from './parse-manifest.ts';

describe('a manifest from the store', () => {
  test('is read back as it was written', () => {
    expect(parseManifest(bytes(whole()))).toEqual(whole());
  });

  test.each([
    ['that is not JSON', '{'],
    ['of another version', { ...whole(), version: 2 }],
    ['that names a file outside its document', { ...whole(), pdf: { ...whole().pdf, key: 'people/secret' } }],
    ['that climbs out of its folder', { ...whole(), pdf: { ...whole().pdf, key: 'documents/0000000000000001/../x' } }],
    ['whose pages are out of order', { ...whole(), pages: [{ ...whole().pages[0], page: 1 }] }],
    ['whose checksum is none', { ...whole(), pdf: { ...whole().pdf, checksum: 'abc' } }],
    ['without a record', { ...whole(), record: null }],
  ])('%s is refused as broken', (_, raw) => {
    expect(() => parseManifest(bytes(raw))).toThrow(expect.objectContaining({ code: 'manifest.broken' }));
  });

  test('keeps of a reason only what a message can be filled with', () => {
    const reason = { kind: 'invalid', code: 'scan.truncated', message: 'Cut short.', details: { page: 1, evil: {} } };
    const manifest = { ...whole(), pages: [{ ...whole().pages[0], state: 'unreadable', reason }] };

    expect(parseManifest(bytes(manifest)).pages[0]?.reason?.details).toEqual({ page: 1 });
  });
});

const bytes = (raw: unknown) => new TextEncoder().encode(typeof raw === 'string' ? raw : JSON.stringify(raw));

function whole() {
  const file = { key: 'documents/0000000000000001/r0001/x', checksum: 'a'.repeat(64), sizeBytes: 3 };
  return {
    version: 1,
    documentId: '0000000000000001',
    revision: 1,
    record: { title: 'Địa chí', library: 'tinh', collection: '', kind: 'book', date: null, language: 'vie' },
    originals: [{ checksum: 'b'.repeat(64), fileName: 'a.jpg', sizeBytes: 9, type: 'image/jpeg' }],
    pages: [
      {
        page: 0,
        label: '1',
        state: 'read',
        reason: null,
        image: { widthPx: 100, heightPx: 200, type: 'image/jpeg', dpi: 300 },
        files: [file],
      },
    ],
    pdf: file,
    publishedAt: '2026-11-22T00:00:00.000Z',
  };
}
