import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Bookmark, type DocumentId, keys, parseRecord } from '@diachi/domain';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lacksJudge } from '../../../../test/judges/lacks-judge.ts';
import type { DrawingQueue, DrawingTurn } from '../iiif/image/drawing-queue.ts';
import { createRevisionFiles } from '../revision-files.ts';
import { createSeeDocument } from '../seen-document.ts';
import { openSmallLibrary, publishDocument, type SmallLibrary } from '../testing/small-library.ts';
import { unzipped } from '../testing/unzipped.ts';
import { bookRoute } from './book-route.ts';

let library: SmallLibrary;
beforeAll(async () => {
  library = await openSmallLibrary();
});
afterAll(() => library.close());

async function published(name: string, texts: readonly (string | null)[], title?: string) {
  const id = await publishDocument(library, name, texts, title);
  const drawn = await sharp({ create: { width: 80, height: 120, channels: 3, background: '#eeddcc' } })
    .webp()
    .toBuffer();
  for (const page of texts.keys()) {
    const key = keys.thumbnail({ documentId: id, number: 1 }, page, 1_600);
    if (await library.store.has(key)) await library.store.put(key, drawn, 'image/webp');
  }
  return id;
}

test('a document is taken home as a book', async () => {
  const id = await published('sách', ['Nhân dân các dân tộc', 'cùng nhau xây dựng.'], 'Lịch sử “Mường Tè”');

  const answer = await library.ask(`/files/${id}/book.epub`);
  const bytes = Buffer.from(await answer.arrayBuffer());

  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/epub+zip');
  expect(answer.headers.get('content-disposition')).toContain('.epub');
  expect(bytes.subarray(30, 58).toString('latin1')).toBe('mimetypeapplication/epub+zip');
  expect(Buffer.from(await (await library.ask(`/files/${id}/book.epub`)).arrayBuffer())).toEqual(bytes);
});

test('who has the book already is not sent it again', async () => {
  const id = await published('đã có', ['Một.']);
  const etag = (await library.ask(`/files/${id}/book.epub`)).headers.get('etag') ?? '';

  const again = await library.ask(`/files/${id}/book.epub`, { headers: { 'if-none-match': etag } });

  expect(again.status).toBe(304);
});

test('a book whose record changed is a later one', async () => {
  const id = await published('đổi biểu ghi', ['Một.'], 'Nhan đề cũ');
  const { record, recordVersion } = await library.catalogue.document(id);
  const { changedAt } = await library.catalogue.changeRecord(
    id,
    parseRecord({ ...record, title: 'Nhan đề mới' }),
    recordVersion,
  );

  const book = Buffer.from(await (await library.ask(`/files/${id}/book.epub`)).arrayBuffer());

  const opf = (await unzipped(book))['EPUB/package.opf']?.toString();
  expect(opf).toContain('Nhan đề mới');
  expect(opf).toContain(`<meta property="dcterms:modified">${changedAt.slice(0, 19)}Z</meta>`);
});

test('what may not be taken home is no book either', async () => {
  const id = await published('chỉ đọc', ['Một.']);
  const { record, recordVersion } = await library.catalogue.document(id);
  await library.catalogue.changeRecord(id, parseRecord({ ...record, access: 'no-download' }), recordVersion);

  const answer = await library.ask(`/files/${id}/book.epub`);

  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ code: 'document.restricted' });
});

test('books are made for one asker a few times a minute', () => {
  const route = library.access.routes.find(({ path }) => path === '/files/:id/book.epub');

  expect(route?.limits).toEqual({ perMinute: 10 });
});

test('pictures in a book wait for their turn among all that are drawn, and do not break it off', async () => {
  const { catalogue, store } = library;
  const id = await published('có hình', ['Một.', 'Hai.']);
  const turns: DrawingTurn[] = [];
  const drawing: DrawingQueue = {
    run: (turn, draw) => {
      turns.push(turn);
      return draw();
    },
  };
  const see = createSeeDocument({ catalogue, clock: () => new Date() });
  const route = bookRoute({ catalogue, see, store, files: createRevisionFiles(store, 1_000_000), drawing });
  const alone = await openSmallLibrary({
    moreRoutes: () => [{ ...route, path: '/other/:id/book.epub' }],
  });

  const answer = await alone.ask(`/other/${id}/book.epub`);
  await answer.arrayBuffer();
  await alone.close();

  expect(answer.status).toBe(200);
  // That of the cover at least.
  expect(turns.length).toBeGreaterThan(0);
  for (const turn of turns) expect(turn).toMatchObject({ client: expect.stringMatching(/./), isUnderWay: true });
});

/** As intake keeps the headings a document brought. */
async function keepBookmarks(documentId: DocumentId, bookmarks: readonly Bookmark[]): Promise<void> {
  const scan = { label: '', scanKey: null, type: null, dpi: null, textKey: null, damage: null };
  const pages = Array.from({ length: 3 }, (_, page) => ({ ...scan, page }));
  const list = Buffer.from(JSON.stringify({ pages, bookmarks }));
  await library.store.put(keys.pageList({ documentId, number: 1 }), list, 'application/json');
}

const run = promisify(execFile);
// Debian's program is an archive that only some kernels start by themselves.
const judge = '/usr/share/java/epubcheck.jar';
test.skipIf(lacksJudge(judge, 'epubcheck'))(
  'epubcheck finds no fault with a book, whatever is on its pages',
  { timeout: 180_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'book-'));
    const id = await published('sách khó', ['Một <script> & "hai"', null, 'Ba.'], 'Địa chí <Mường> & “So”');
    const { record, recordVersion } = await library.catalogue.document(id);
    const described = {
      ...record,
      creators: 'Lò Văn Ún\nNgọc Anh | translator',
      subjects: 'Thái',
      summary: 'Một\nhai',
    };
    await keepBookmarks(id, [
      { title: 'Chương II & <phụ lục>', page: 2, level: 1 },
      { title: 'Mục 1', page: 0, level: 2 },
      { title: 'Chương I', page: 0, level: 1 },
      { title: 'Bảng', page: 1, level: 3 },
    ]);
    await library.catalogue.changeRecord(
      id,
      parseRecord({ ...described, publisher: 'Ty Văn hoá', licence: 'cc-by', date: '1968-05' }),
      recordVersion,
    );
    const answer = await library.ask(`/files/${id}/book.epub`);
    const path = join(folder, 'book.epub');
    await writeFile(path, Buffer.from(await answer.arrayBuffer()));

    const { stdout, stderr } = await run('java', ['-jar', judge, path]).catch(
      (thrown: { stdout: string; stderr: string }) => thrown,
    );
    await rm(folder, { recursive: true });

    expect(`${stdout}${stderr}`).toMatch(/No errors or warnings detected/);
    expect(`${stdout}${stderr}`).not.toMatch(/WARNING|NAV-011/);
  },
);
