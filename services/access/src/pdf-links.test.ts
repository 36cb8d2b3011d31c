import type { DocumentId } from '@diachi/domain';
import type { Download, ObjectStore } from '@diachi/ports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  checksumOf,
  openSmallLibrary,
  pdfBytes,
  publishDocument,
  receiveDocument,
  type SmallLibrary,
} from './testing/small-library.ts';

const link =
  'https://files.example.org/library/documents/one?response-content-disposition=a%3B%20b%27c&X-Amz-Signature=5e';
const asked: { readonly key: string; readonly download: Download }[] = [];
let library: SmallLibrary;
let id: DocumentId;
let secret: DocumentId;

beforeAll(async () => {
  library = await openSmallLibrary({ breakStore: (store) => reachable(store) });
  id = await publishDocument(library, 'one', ['sông Đà']);
  secret = (await receiveDocument(library, 'secret', 'Hồ sơ kín')).id;
});
afterAll(() => library.close());

test('where readers reach the store, a PDF is fetched there by a link that is nobody else’s', async () => {
  const response = await library.ask(`/files/${id}/document.pdf`, { headers: { range: 'bytes=0-3' } });

  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe(link);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(response.headers.get('content-disposition')).toBeNull();
  expect(asked.at(-1)).toEqual({
    key: expect.stringMatching(/\/document\.pdf$/),
    download: {
      fileName: 'Địa chí Lai Châu.pdf',
      contentType: 'application/pdf',
      isInline: false,
      lifeSeconds: 900,
    },
  });
});

test('a link is made only for those who may have the file', async () => {
  const before = asked.length;

  expect((await library.ask(`/files/${secret}/document.pdf`)).status).toBe(404);
  expect((await library.ask('/files/0000000000000000/document.pdf')).status).toBe(404);

  expect(asked.length).toBe(before);
});

test('a reader who has the PDF already, or only asks about it, is answered here', async () => {
  const path = `/files/${id}/document.pdf`;

  const known = await library.ask(path, { headers: { 'if-none-match': `"${checksumOf(pdfBytes)}"` } });
  const about = await library.ask(path, { method: 'HEAD' });

  expect(known.status).toBe(304);
  expect(about.status).toBe(200);
  expect(about.headers.get('content-length')).toBe(String(pdfBytes.length));
  expect(about.headers.get('content-disposition')).toContain('attachment');
});

test.each(['text.txt', 'manifest.json', 'pages/0/alto.xml', 'r1/pages/0/240.webp', 'r1/pages/0/image'])(
  '%s comes from the library’s own address, as pages want it',
  async (file) => {
    expect((await library.ask(`/files/${id}/${file}`)).status).toBe(200);
  },
);

/** A store that readers reach. */
function reachable(store: ObjectStore): ObjectStore {
  return {
    ...store,
    linkTo: async (key, download) => {
      asked.push({ key, download });
      return link;
    },
  };
}

test.each(['no-download', 'preview', 'members', 'record', 'closed'] as const)(
  'no link is made to a file that is not taken home: %s',
  async (access) => {
    const restricted = await publishDocument(library, `of ${access}`, ['sông Đà']);
    const { record, recordVersion } = await library.catalogue.document(restricted);
    await library.catalogue.changeRecord(restricted, { ...record, access }, recordVersion);
    const before = asked.length;

    const response = await library.ask(`/files/${restricted}/document.pdf`);

    expect(response.status).toBe(access === 'closed' ? 404 : 403);
    expect(response.headers.get('location')).toBeNull();
    expect(asked.length).toBe(before);
  },
);
