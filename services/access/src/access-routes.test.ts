import { type DocumentId, keys, parseRecord } from '@diachi/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checksumOf,
  nameDocument,
  openSmallLibrary,
  pageText,
  pdfBytes,
  publishDocument,
  receiveDocument,
  type SmallLibrary,
} from './testing/small-library.ts';

let library: SmallLibrary;
let id: DocumentId;
let secret: DocumentId;

beforeAll(async () => {
  library = await openSmallLibrary();
  id = await publishDocument(library, 'one', ['địa chí tỉnh Lai Châu', 'sông Đà', null]);
  secret = (await receiveDocument(library, 'secret', 'Hồ sơ kín')).id;
  const revision = { documentId: secret, number: 1 };
  await library.store.put(keys.text(revision, 0), Buffer.from(JSON.stringify(pageText('kín'))), 'application/json');
  await library.store.put(keys.image(revision, 0), Buffer.from('jpeg'), 'image/jpeg');
});
afterAll(() => library.close());

const json = async (path: string) => (await library.ask(path)).json() as Promise<Record<string, unknown>>;

describe('searching over HTTP', () => {
  test('answers documents with their best pages and snippets in parts', async () => {
    const found = await json('/api/search?q=dia+chi');

    expect(found).toMatchObject({
      total: 1,
      corrections: [],
      wordStart: null,
      hits: [{ document: id, title: 'Địa chí Lai Châu', pages: [{ page: 0, label: '1' }], pageCount: 1 }],
    });
    const [hit] = found['hits'] as { pages: { snippet: string; parts: { text: string; isHit: boolean }[] }[] }[];
    expect(hit?.pages[0]?.snippet).toContain('địa chí');
    expect(hit?.pages[0]?.parts.filter(({ isHit }) => isHit).length).toBeGreaterThan(0);
  });

  test('refuses a parameter that makes no sense, by name', async () => {
    const response = await library.ask('/api/search?q=a&limit=many');

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'input.bad-form', details: { field: 'limit' } });
  });

  test.each([() => '/api/search', () => `/api/documents/${id}/hits`])(
    'refuses more than anybody types, whichever door it comes in by',
    async (path) => {
      const response = await library.ask(`${path()}?q=${'a'.repeat(501)}`);

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'search.bad-query', details: { characters: 500 } });
    },
  );

  test('suggests words, and nothing for nothing', async () => {
    expect(await json('/api/suggest?q=l%C3%A2')).toHaveProperty('suggestions');
    expect(await json('/api/suggest?q=')).toEqual({ suggestions: [] });
  });

  test('lists the pages of a document that match', async () => {
    expect(await json(`/api/documents/${id}/hits?q=song+da`)).toMatchObject({ total: 1, pages: [{ page: 1 }] });
  });
});

test('a document is told with the states of its pages, and a reason only where there is one', async () => {
  const told = await json(`/api/documents/${id}`);
  const { pages: _pages, bookmarks: _bookmarks, ...alone } = told;
  expect(await json(`/api/documents/${id}?pages=none`)).toEqual(alone);

  expect(told).toMatchObject({ document: id, state: 'published', revision: 1, pageCount: 3 });
  expect(told['pages']).toEqual([
    { page: 0, label: '1', state: 'read' },
    { page: 1, label: '2', state: 'read' },
    { page: 2, label: '3', state: 'unreadable', reason: expect.objectContaining({ code: 'image.damaged' }) },
  ]);
});

describe('what a document was made of', () => {
  const checksum = checksumOf(Buffer.from('one'));
  const proof = { checksum, sizeBytes: 9, type: 'application/pdf' };

  test.each([() => `/api/documents/${id}`, () => `/files/${id}/manifest.json`])(
    'is told to readers by checksum, without the names of files, which may be private',
    async (path) => {
      expect((await json(path()))['originals']).toEqual([proof]);
    },
  );

  test.each([() => `/api/documents/${id}`, () => `/files/${id}/manifest.json`])(
    'is told to those at the desk with the names of files',
    async (path) => {
      const told = (await (await library.ask(path(), { asOperator: true })).json()) as Record<string, unknown>;

      expect(told['originals']).toEqual([{ ...proof, fileName: 'one.pdf' }]);
    },
  );
});

test('what everybody is answered by programs’ addresses is asked for again, by whom it may differ', async () => {
  for (const path of ['/api/search', '/api/search?q=a', '/api/documents']) {
    const [forAll, forDesk] = [await library.ask(path), await library.ask(path, { asOperator: true })];

    expect(forAll.headers.get('cache-control')).toBe('public, no-cache');
    expect(forAll.headers.get('vary')).toMatch(/Cookie, Authorization/);
    expect(forDesk.headers.get('cache-control')).toBe('private, no-cache');
  }
  expect((await library.ask('/api/suggest?q=a')).headers.get('cache-control')).toBe('public, max-age=60');
});

test('the manifest of a reader is never taken for that of the desk', async () => {
  const path = `/files/${id}/manifest.json`;
  const [forReader, forDesk] = [await library.ask(path), await library.ask(path, { asOperator: true })];
  const etag = forReader.headers.get('etag') ?? '';

  expect(forDesk.headers.get('etag')).not.toBe(etag);
  expect(forDesk.headers.get('cache-control')).toContain('private');
  expect((await library.ask(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await library.ask(path, { asOperator: true, headers: { 'if-none-match': etag } })).status).toBe(200);
});

describe('the PDF', () => {
  const path = () => `/files/${id}/document.pdf`;

  test('is offered under its title, with a checksum that saves sending it again', async () => {
    const response = await library.ask(path());

    expect(Buffer.from(await response.arrayBuffer()).equals(pdfBytes)).toBe(true);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''%C4%90%E1%BB%8Ba%20ch%C3%AD");
    expect(response.headers.get('etag')).toBe(`"${checksumOf(pdfBytes)}"`);

    const etag = response.headers.get('etag') ?? '';
    const again = await library.ask(path(), { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test.each([
    ['bytes=0-3', 206, '%PDF', (size: number) => `bytes 0-3/${size}`],
    ['bytes=-4', 206, 'byte', (size: number) => `bytes ${size - 4}-${size - 1}/${size}`],
    ['bytes=9999-', 416, '', (size: number) => `bytes */${size}`],
  ])('asked for %s answers %i', async (range, status, text, contentRange) => {
    const response = await library.ask(path(), { headers: { range } });

    expect(response.status).toBe(status);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-range')).toBe(contentRange(pdfBytes.length));
  });

  test('is sent whole when the part asked for is of another version', async () => {
    const response = await library.ask(path(), { headers: { range: 'bytes=0-3', 'if-range': '"older"' } });

    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBe(pdfBytes.length);
  });

  test('is not compressed when a part of it is asked for', async () => {
    const headers = { range: 'bytes=0-1499', 'accept-encoding': 'gzip' };
    const response = await library.ask(`/files/${id}/manifest.json`, { headers, asOperator: true });

    expect(response.status).toBe(206);
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toMatch(/^\{"version":1/);
  });

  test('is sent whole to who has a part of it compressed', async () => {
    const compressed = await library.ask(`/files/${id}/manifest.json`, {
      headers: { 'accept-encoding': 'gzip' },
      asOperator: true,
    });
    const tag = compressed.headers.get('etag') ?? '';
    const headers = { range: 'bytes=100-', 'if-range': tag };
    const goneOn = await library.ask(`/files/${id}/manifest.json`, { headers, asOperator: true });

    expect([compressed.headers.get('content-encoding'), tag.slice(0, 2), goneOn.status]).toEqual(['gzip', 'W/', 200]);
    expect(await goneOn.text()).toBe(await compressed.text());
  });

  test('tells its size to who only asks for that', async () => {
    const response = await library.ask(path(), { method: 'HEAD' });

    expect(response.headers.get('content-length')).toBe(String(pdfBytes.length));
  });
});

test('the text has a form feed between pages, and an empty page for the unreadable one', async () => {
  const response = await library.ask(`/files/${id}/text.txt`);

  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await response.text()).toBe('địa chí tỉnh Lai Châu\n\fsông Đà\n\f');
  const etag = response.headers.get('etag') ?? '';
  expect((await library.ask(`/files/${id}/text.txt`, { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('a page is given as ALTO', async () => {
  const response = await library.ask(`/files/${id}/pages/0/alto.xml`);

  expect(response.headers.get('content-type')).toContain('application/xml');
  expect(await response.text()).toContain('CONTENT="địa"');
});

describe('a published picture', () => {
  test('is kept for a while, and then asked for by its checksum', async () => {
    const path = `/files/${id}/r1/pages/1/800.webp`;
    const image = await library.ask(`/files/${id}/r1/pages/0/image`);
    const small = await library.ask(path);

    expect(await image.text()).toBe('jpeg of 0');
    expect(image.headers.get('content-type')).toBe('image/jpeg');
    expect(await small.text()).toBe('webp 800 of 1');
    expect(small.headers.get('cache-control')).toBe('public, max-age=600');
    const etag = small.headers.get('etag') ?? '';
    expect(etag).toBe(`"${checksumOf(Buffer.from('webp 800 of 1'))}"`);
    expect((await library.ask(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('is sent anew when its document was removed and taken in again', async () => {
    const again = await publishDocument(library, 'sent twice', ['cũ']);
    const path = `/files/${again}/r1/pages/0/image`;
    const etag = (await library.ask(path)).headers.get('etag') ?? '';
    await library.catalogue.remove(again);
    await publishDocument(library, 'sent twice', ['mới'], undefined, 'drawn anew');

    const image = await library.ask(path, { headers: { 'if-none-match': etag } });

    expect(image.status).toBe(200);
    expect(await image.text()).toBe('drawn anew 0');
    await library.catalogue.remove(again);
    await library.index.remove(again);
  });

  test('in work is sent anew too when its document was removed and taken in again', async () => {
    const path = `/files/${secret}/r1/pages/0/image`;
    const etag = (await library.ask(path, { asOperator: true })).headers.get('etag') ?? '';
    await library.catalogue.remove(secret);
    await receiveDocument(library, 'secret', 'Hồ sơ kín');

    const image = await library.ask(path, { asOperator: true, headers: { 'if-none-match': etag } });

    expect(image.status).toBe(200);
  });
});

describe('what is not published', () => {
  test.each([
    (hidden: string) => `/api/documents/${hidden}`,
    (hidden: string) => `/api/documents/${hidden}/pages/0`,
    (hidden: string) => `/api/documents/${hidden}/hits?q=k`,
    (hidden: string) => `/files/${hidden}/document.pdf`,
    (hidden: string) => `/files/${hidden}/text.txt`,
    (hidden: string) => `/files/${hidden}/manifest.json`,
    (hidden: string) => `/files/${hidden}/pages/0/alto.xml`,
    (hidden: string) => `/files/${hidden}/r1/pages/0/image`,
    (hidden: string) => `/files/${hidden}/r1/pages/0/240.webp`,
  ])('is answered to readers exactly as if it were not there', async (address) => {
    const [hidden, absent] = await Promise.all([
      library.ask(address(secret)),
      library.ask(address(nameDocument('nobody'))),
    ]);
    const strip = (text: string, name: string) => text.replaceAll(name, '');

    expect(hidden.status).toBe(404);
    expect(absent.status).toBe(404);
    expect(strip(await hidden.text(), secret)).toBe(strip(await absent.text(), nameDocument('nobody')));
  });

  test('is in no list readers get', async () => {
    for (const path of ['/api/documents', '/api/documents?state=received', '/api/search', '/api/search?q=kin']) {
      expect(await (await library.ask(path)).text()).not.toContain('Hồ sơ kín');
    }
  });

  test('is shown to those at work on it, and kept by no cache on the way', async () => {
    const image = await library.ask(`/files/${secret}/r1/pages/0/image`, { asOperator: true });

    expect(await image.text()).toBe('jpeg');
    expect(image.headers.get('cache-control')).toBe('private, no-store');
    expect((await library.ask(`/api/documents/${secret}`, { asOperator: true })).status).toBe(200);
    expect((await library.ask(`/files/${secret}/document.pdf`, { asOperator: true })).status).toBe(404);
  });
});

test.each([
  () => `/files/${id}/r2/pages/0/image`,
  () => `/files/${id}/r1/pages/9/image`,
  () => `/files/${id}/r1/pages/2/image`,
  () => `/files/${id}/r1/pages/0/123.webp`,
])('a picture the published manifest does not name is not there', async (address) => {
  expect((await library.ask(address())).status).toBe(404);
});

test.each([
  ['/api/documents/zzzz', 'document.missing'],
  ['/api/documents/UPPER/hits?q=a', 'document.missing'],
  ['/api/documents/0000000000000000/pages/first', 'page.missing'],
  ['/files/..%2f..%2fetc/document.pdf', 'document.missing'],
  ['/files/0000000000000000/r0/pages/0/image', 'image.missing'],
])('at %s, which can be the address of nothing, there is nothing', async (path, code) => {
  const response = await library.ask(path);

  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code });
});

test('the state of the library is told to archivists only', async () => {
  const asked = async () => (await library.ask('/api/status', { asOperator: true })).json();
  expect((await library.ask('/api/status')).status).toBe(401);
  expect(await asked()).toMatchObject({ notIndexed: 1 });

  await library.catalogue.setIndexed({ documentId: id, number: 1 }, 1);

  expect(await asked()).toEqual({
    documents: { received: 1, reading: 0, published: 1, failed: 0, refused: 0 },
    index: { documents: 1, pages: 3 },
    notIndexed: 0,
  });
});

test.each(['record', 'members', 'no-download', 'preview'])(
  'what a document was made of is told to nobody who may not take it home (%s)',
  async (access) => {
    const held = await publishDocument(library, `held ${access}`, ['một']);
    const { record, recordVersion, originals } = await library.catalogue.document(held);
    await library.catalogue.changeRecord(held, parseRecord({ ...record, access }), recordVersion);

    for (const path of [`/api/documents/${held}`, `/api/documents/${held}?pages=none`, '/api/documents?limit=200']) {
      const told = await (await library.ask(path)).text();
      expect(told).toContain(held);
      expect(told).not.toContain(originals[0]?.checksum);
      expect(await (await library.ask(path, { asOperator: true })).text()).toContain(originals[0]?.checksum);
    }
    expect((await library.ask(`/files/${held}/manifest.json`)).status).toBe(403);
    expect((await library.ask(`/files/${held}/manifest.json`, { asOperator: true })).status).toBe(200);
  },
);
