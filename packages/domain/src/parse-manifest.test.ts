import { describe, expect, test } from 'vitest';
import { manifestText } from './manifest-text.ts';
import { UNRECKONED } from './page.ts';
import { parseManifest, readManifest } from './parse-manifest.ts';
import { UNDESCRIBED } from './record.ts';

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
    ['that was published at no time', { ...whole(), publishedAt: 'hôm qua' }],
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

describe('a manifest written a line for a page', () => {
  test.each([0, 1, 2, 250])('with %i pages it is the same JSON, and is read back piece by piece', async (count) => {
    const manifest = parseManifest(bytes({ ...whole(), pages: pages(count) }));

    const text = [...manifestText(manifest)].join('');

    expect(JSON.parse(text)).toEqual({ ...whole(), pages: pages(count) });
    expect(parseManifest(bytes(text))).toEqual(manifest);
    for (const pieceBytes of [1, 7, 1_000]) expect(await readManifest(cut(bytes(text), pieceBytes))).toEqual(manifest);
  });

  test('laid out in any other way it is read as well', async () => {
    const manifest = parseManifest(bytes(whole()));

    expect(await readManifest(cut(bytes(whole()), 10))).toEqual(manifest);
    expect(await readManifest(cut(bytes(JSON.stringify(whole(), null, 2)), 10))).toEqual(manifest);
  });

  test('cut off anywhere it is refused as broken', () => {
    const text = [...manifestText(parseManifest(bytes(whole())))].join('').trimEnd();

    for (let length = 0; length < text.length; length++) {
      expect(() => parseManifest(bytes(text.slice(0, length)))).toThrow(broken);
    }
  });

  test.each([
    ['a page that is out of order', (text: string) => text.replace('"page":1', '"page":2')],
    ['a page that is no JSON', (text: string) => text.replace('{"page":1', '{page:1')],
    ['a page of another document', (text: string) => text.replace(/1(\/r0001\/x.*\n\{"page":1)/, '2$1')],
    [
      'the name of another document at its end',
      (text: string) => text.replace(/\}\n$/, ',"documentId":"0000000000000002"}'),
    ],
    ['more than one thing', (text: string) => `${text}{}`],
  ])('with %s it is refused as broken', async (_, spoil) => {
    const text = [...manifestText(parseManifest(bytes({ ...whole(), pages: pages(3) })))].join('');
    expect(spoil(text)).not.toBe(text);

    await expect(readManifest(cut(bytes(spoil(text)), 100))).rejects.toThrow(broken);
  });

  test('a store that breaks off while it is read is not a broken manifest', async () => {
    async function* pieces() {
      yield bytes('{"version":1,');
      throw new Error('the store is away');
    }

    await expect(readManifest(pieces())).rejects.toThrow('the store is away');
  });
});

const broken = expect.objectContaining({ code: 'manifest.broken' });

const pages = (count: number) =>
  Array.from({ length: count }, (_, page) => ({ ...whole().pages[0], page, label: `số “${page}”` }));

async function* cut(whole: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let first = 0; first < whole.length; first += pieceBytes) yield whole.subarray(first, first + pieceBytes);
}

const bytes = (raw: unknown) => new TextEncoder().encode(typeof raw === 'string' ? raw : JSON.stringify(raw));

function whole() {
  const file = { key: 'documents/0000000000000001/r0001/x', checksum: 'a'.repeat(64), sizeBytes: 3 };
  return {
    version: 1,
    documentId: '0000000000000001',
    revision: 1,
    record: {
      ...UNDESCRIBED,
      title: 'Địa chí',
      library: 'tinh',
      collection: '',
      kind: 'book',
      date: null,
      language: 'vie',
    },
    originals: [{ checksum: 'b'.repeat(64), fileName: 'a.jpg', sizeBytes: 9, type: 'image/jpeg' }],
    pages: [
      {
        page: 0,
        label: '1',
        state: 'read',
        ...UNRECKONED,
        image: { widthPx: 100, heightPx: 200, type: 'image/jpeg', dpi: 300 },
        files: [file],
      },
    ],
    pdf: file,
    publishedAt: '2026-11-22T00:00:00.000Z',
  };
}
