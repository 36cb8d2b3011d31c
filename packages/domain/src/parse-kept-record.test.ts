import { describe, expect, test } from 'vitest';
import { parseKeptRecord } from './parse-kept-record.ts';
import { UNDESCRIBED } from './record.ts';

describe('the record beside a document’s bytes', () => {
  test('is read back as it was written', () => {
    expect(parseKeptRecord(bytes(whole()))).toEqual(whole());
  });

  test('that was kept before the last change was told counts as unchanged since it came', () => {
    const { changedAt: _, ...older } = whole();

    expect(parseKeptRecord(bytes(older)).changedAt).toBe(older.receivedAt);
  });

  test.each([
    ['that is not JSON', '{'],
    ['that is a list', []],
    ['of another version', { ...whole(), version: 2 }],
    ['whose document has no usable id', { ...whole(), documentId: '../../people' }],
    ['whose version is a fraction', { ...whole(), recordVersion: 1.5 }],
    ['without originals', { ...whole(), originals: undefined }],
    ['whose original is of a type we do not keep', { ...whole(), originals: [{ ...original(), type: 'text/html' }] }],
    ['that came at no time', { ...whole(), receivedAt: 'hôm qua' }],
    ['that came at a time written otherwise', { ...whole(), receivedAt: '2026-11-22' }],
    ['that was changed at no time', { ...whole(), changedAt: null }],
    ['without a title', { ...whole(), record: { ...whole().record, title: '' } }],
  ])('%s is refused as broken', (_, raw) => {
    expect(() => parseKeptRecord(bytes(raw))).toThrow(expect.objectContaining({ code: 'record.broken' }));
  });
});

const bytes = (raw: unknown) => new TextEncoder().encode(typeof raw === 'string' ? raw : JSON.stringify(raw));

const original = () => ({ checksum: 'b'.repeat(64), fileName: 'a.jpg', sizeBytes: 9, type: 'image/jpeg' });

const whole = () => ({
  version: 1,
  documentId: '0000000000000001',
  record: {
    ...UNDESCRIBED,
    title: 'Địa chí',
    library: 'tinh',
    collection: '',
    kind: 'book',
    date: null,
    language: 'vie',
  },
  recordVersion: 3,
  originals: [original()],
  receivedAt: '2026-11-22T00:00:00.000Z',
  changedAt: '2026-11-23T01:02:03.004Z',
});
