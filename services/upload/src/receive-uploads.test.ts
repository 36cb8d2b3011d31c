import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, keys, parseChecksum, parseDocumentId } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { findRoleFaults } from '@diachi/web/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TakenFile } from './taken-file.ts';
import { allOf } from './testing/all-of.ts';
import { beginUpload, call, jpeg, pdf, sendBytes, sendFile, sha256, TUS, uploadAddress } from './testing/send-file.ts';
import {
  type Headers,
  type LibraryOptions,
  OPERATOR,
  openLibrary,
  removeFolder,
  type TemporaryLibrary,
} from './testing/temporary-library.ts';

const open: TemporaryLibrary[] = [];
const folders = new Set<string>();

afterEach(async () => {
  for (const library of open.splice(0)) await library.stop();
  for (const folder of folders) await removeFolder(folder);
  folders.clear();
});

test('every route is open to the role it names and to no lesser one', async () => {
  const { library, session } = await opened({ works: false });
  const callers = {
    reader: {},
    member: await library.signIn('ha', 'member'),
    archivist: session,
    admin: await library.signIn('minh', 'admin'),
    operator: { Authorization: `Bearer ${OPERATOR}` },
  };

  expect(await findRoleFaults(library.origin, library.web.routes, callers)).toEqual([]);
});

// Wherever uploads lie, the same is true of them.
let uploadsIn: 'folder' | 'store' = 'folder';

describe.each(['folder', 'store'] as const)('uploads kept in the %s', (where) => {
  beforeEach(() => {
    uploadsIn = where;
  });

  describe('resumable uploads', () => {
    test('an upload goes on where it stopped, after the server was restarted', async () => {
      const first = await opened({ works: false });
      const bytes = jpeg('x'.repeat(5_000));
      const address = uploadAddress(await beginUpload(first.library, first.session, bytes.length));
      await sendBytes(first.library, first.session, address, 0, bytes.subarray(0, 2_000));
      await stop(first.library);

      const library = await reopened(first.library.folder, { works: false });
      const session = first.session;
      const head = await fetch(library.origin + address, { method: 'HEAD', headers: { ...TUS, ...session } });
      expect(head.headers.get('upload-offset')).toBe('2000');
      await sendBytes(library, session, address, 2_000, bytes.subarray(2_000));
      const [entry] = await commit(library, session, [
        { upload: address.split('/').at(-1) ?? '', sha256: sha256(bytes), name: 'a.jpg' },
      ]);

      expect(entry).toMatchObject({ file: 'a.jpg', state: 'received', isNew: true });
      expect(Buffer.from(await library.store.get(keys.original(parseChecksum(sha256(bytes)))))).toEqual(bytes);
    });

    test('a file too large is refused before a byte of it is sent, saying the limit', async () => {
      const { library, session } = await opened({ works: false, limits: { maxFileBytes: 1_000 } });

      const answer = await beginUpload(library, session, 1_001);

      expect(answer.status).toBe(413);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(await answer.json()).toMatchObject({
        status: 413,
        code: 'upload.too-large',
        details: { limitBytes: 1_000 },
      });
    });

    test('what is refused here is a problem, and what the protocol refuses is as it says', async () => {
      const { library, session } = await opened({ works: false });
      const headers = { ...session, 'Tus-Resumable': '1.0.0' };

      const unknown = await fetch(`${library.origin}/uploads/${'a'.repeat(32)}`, { method: 'DELETE', headers });
      const unspoken = await fetch(`${library.origin}/uploads`, { method: 'POST', headers: session });

      expect([unknown.status, unknown.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
      expect(await unknown.json()).toMatchObject({ status: 404, code: 'upload.missing' });
      expect([unspoken.status, await unspoken.text()]).toEqual([412, 'Tus-Resumable Required\n']);
    });

    test('an upload belongs to whoever began it', async () => {
      const { library, session } = await opened({ works: false });
      const other = await library.signIn('mai', 'archivist');
      const file = await sendFile(library, session, 'a.jpg', jpeg('a'));

      const head = await fetch(`${library.origin}/uploads/${file.upload}`, {
        method: 'HEAD',
        headers: { ...TUS, ...other },
      });
      const [entry] = await commit(library, other, [{ ...file, sha256: sha256(jpeg('never sent')) }]);

      expect(head.status).toBe(404);
      expect(entry).toMatchObject({ document: null, code: 'upload.missing' });
    });

    test('an upload needs the token of its session', async () => {
      const { library, session } = await opened({ works: false });

      const answer = await beginUpload(library, { Cookie: session['Cookie'] ?? '' }, 10);

      expect(await answer.json()).toMatchObject({ status: 403, code: 'access.forged-request' });
    });

    test('names of uploads that are paths find nothing', async () => {
      const { library, session } = await opened({ works: false });

      for (const upload of ['../catalogue.db', '..%2Fcatalogue.db', 'x.json', '']) {
        const [entry] = await commit(library, session, [{ upload, sha256: sha256(jpeg('a')), name: 'a.jpg' }]);
        expect(entry).toMatchObject({ code: 'upload.missing' });
      }
      const head = await fetch(`${library.origin}/uploads/..%2F..%2Fcatalogue.db`, {
        method: 'HEAD',
        headers: { ...TUS, ...session },
      });
      expect(head.status).toBe(404);
    });

    test('uploads nobody went on with are removed when they expire, and no others', async () => {
      let now = new Date();
      const { library, session } = await opened({ works: false, clock: () => now });
      await beginUpload(library, session, 100);

      await library.service.reconcile();
      expect(await leftovers(library)).not.toEqual([]);
      now = new Date(now.getTime() + 8 * 86_400_000);
      await library.service.reconcile();

      expect(await leftovers(library)).toEqual([]);
    });
  });

  describe('documents', () => {
    test('images of one upload are one document in natural order; a PDF among them is one of its own', async () => {
      const { library, session } = await opened({ works: false });
      const files = [
        await sendFile(library, session, 'page-10.jpg', jpeg('10')),
        await sendFile(library, session, 'report.pdf', pdf('report')),
        await sendFile(library, session, 'page-2.jpg', jpeg('2')),
      ];

      const entries = await commit(library, session, files);

      const documents = new Map(entries.map(({ file, document }) => [file, document]));
      expect(documents.get('page-2.jpg')).toBe(documents.get('page-10.jpg'));
      expect(documents.get('report.pdf')).not.toBe(documents.get('page-2.jpg'));
      const pages = await library.catalogue.document(parseDocumentId(documents.get('page-2.jpg')));
      expect(pages.originals.map(({ fileName }) => fileName)).toEqual(['page-2.jpg', 'page-10.jpg']);
      expect(pages.record).toMatchObject({ title: 'Page-2', library: 'tinh', language: 'vie' });
    });

    test('each file is a document when they are not sent together', async () => {
      const { library, session } = await opened({ works: false });
      const files = [
        await sendFile(library, session, 'a.jpg', jpeg('a')),
        await sendFile(library, session, 'b.jpg', jpeg('b')),
      ];

      const entries = await commit(library, session, files, { together: false });

      expect(new Set(entries.map(({ document }) => document)).size).toBe(2);
    });

    test('what is acknowledged is in the catalogue, and in the store with its record; nothing is left behind', async () => {
      const { library, session } = await opened({ works: false });
      const file = await sendFile(library, session, 'đường phố.jpg', jpeg('a'));

      const [entry] = await commit(library, session, [file], {
        record: { collection: 'Phố cũ', date: '195X', kind: 'photograph' },
      });

      const id = parseDocumentId(entry?.document);
      expect((await library.catalogue.document(id)).record).toMatchObject({ title: 'Đường phố', collection: 'Phố cũ' });
      const kept = JSON.parse(Buffer.from(await library.store.get(keys.record(id))).toString());
      expect(kept).toMatchObject({ documentId: id, recordVersion: 1, originals: [{ checksum: file.sha256 }] });
      expect(await leftovers(library)).toEqual([]);
      expect(
        (await library.catalogue.audit.entries({ documentId: id, limit: 9 })).map(({ what, who }) => [what, who]),
      ).toEqual([['document.received', 'lan']]);
    });

    test('a file that did not arrive as it was sent is asked for again, and its neighbour is taken', async () => {
      const { library, session } = await opened({ works: false });
      const broken = { ...(await sendFile(library, session, 'a.jpg', jpeg('a'))), sha256: sha256(jpeg('another')) };
      const whole = await sendFile(library, session, 'b.jpg', jpeg('b'));

      const entries = await commit(library, session, [broken, whole]);

      expect(entries).toEqual([
        expect.objectContaining({ file: 'a.jpg', document: null, state: 'refused', code: 'upload.checksum-mismatch' }),
        expect.objectContaining({ file: 'b.jpg', state: 'received', isNew: true }),
      ]);
    });

    test('an upload whose checksum was mistyped stays, and is taken when it is written rightly', async () => {
      const { library, session } = await opened({ works: false });
      const file = await sendFile(library, session, 'a.jpg', jpeg('a'));

      const answer = await call(library, session, 'POST', '/api/documents', { files: [{ ...file, sha256: 'abc' }] });
      const [entry] = await commit(library, session, [{ ...file, sha256: file.sha256.toUpperCase() }]);

      expect(answer.status).toBe(400);
      expect(entry).toMatchObject({ state: 'received', isNew: true });
    });

    test('nobody can have the upload of another removed', async () => {
      const { library, session } = await opened({ works: false });
      const other = await library.signIn('mai', 'archivist');
      await commit(library, other, [await sendFile(library, other, 'b.jpg', jpeg('b'))]);
      const file = await sendFile(library, session, 'a.jpg', jpeg('a'));

      const [known] = await commit(library, other, [{ ...file, sha256: sha256(jpeg('b')) }]);
      await call(library, other, 'POST', '/api/documents', { files: [{ ...file, sha256: 'abc' }] });
      const [entry] = await commit(library, session, [file]);

      expect(known).toMatchObject({ isNew: false });
      expect(entry).toMatchObject({ state: 'received', isNew: true });
    });

    test('what cannot be a scan is refused at the door, whatever its name says', async () => {
      const { library, session } = await opened({ works: false });
      const files = [
        await sendFile(library, session, 'empty.pdf', Buffer.alloc(0)),
        await sendFile(library, session, 'archive.pdf', Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`)),
        await sendFile(library, session, 'notes.jpg', Buffer.from('only words')),
      ];

      const entries = await commit(library, session, files);

      expect(entries.map(({ code }) => code)).toEqual(['upload.empty', 'upload.foreign-file', 'upload.not-supported']);
      expect(await listed(library.store)).toEqual(['libraries.json']);
      expect(await leftovers(library)).toEqual([]);
    });

    test('the same bytes sent twice are told, linked and kept once', async () => {
      const { library, session } = await opened({ works: false });
      const [first] = await commit(library, session, [await sendFile(library, session, 'a.jpg', jpeg('a'))]);
      const before = await listed(library.store);

      const [second] = await commit(library, session, [await sendFile(library, session, 'copy of a.jpg', jpeg('a'))]);

      expect(second).toMatchObject({ document: first?.document, isNew: false, code: 'upload.already-there' });
      expect(await listed(library.store)).toEqual(before);
      expect(await leftovers(library)).toEqual([]);
    });

    test('a page of a book that is there already is linked to the book', async () => {
      const { library, session } = await opened({ works: false });
      const [book] = await commit(library, session, [
        await sendFile(library, session, '1.jpg', jpeg('1')),
        await sendFile(library, session, '2.jpg', jpeg('2')),
      ]);

      const [page] = await commit(library, session, [await sendFile(library, session, 'page.jpg', jpeg('2'))]);

      expect(page).toMatchObject({ document: book?.document, isNew: false });
    });

    test.each(['../../etc/passwd.jpg', 'C:\\scans\\a\u0000b\u202e.jpg', `${'dài '.repeat(100)}.jpg`, '<script>.jpg'])(
      'the hostile name %j is only ever shown, cleaned',
      async (name) => {
        const { library, session } = await opened({ works: false });
        const file = await sendFile(library, session, 'a.jpg', jpeg('a'));

        const [entry] = await commit(library, session, [{ ...file, name }]);

        const { originals, record } = await library.catalogue.document(parseDocumentId(entry?.document));
        expect(originals[0]?.fileName).toMatch(/^[^/\\<>\p{Cc}\p{Cf}]{1,200}$/u);
        expect(record.title).not.toMatch(/[/\\<>\p{Cc}\p{Cf}]/u);
      },
    );

    test('a record that cannot be is refused before anything is kept, and the uploads wait', async () => {
      const { library, session } = await opened({ works: false });
      const file = await sendFile(library, session, 'a.jpg', jpeg('a'));
      const send = (record: object) => call(library, session, 'POST', '/api/documents', { files: [file], record });

      expect(await (await send({ date: 'last year' })).json()).toMatchObject({ status: 400, code: 'date.not-edtf' });
      const unreadable = await (await send({ language: 'vie+xyz' })).json();
      expect(unreadable).toMatchObject({
        status: 400,
        code: 'record.language-unreadable',
        details: { language: 'xyz' },
      });
      expect(await (await send({ library: 'nowhere' })).json()).toMatchObject({ status: 400, code: 'library.unknown' });
      expect(await listed(library.store)).toEqual(['libraries.json']);
      expect((await send({ date: '1954' })).status).toBe(200);
    });

    test('a full store is told with when to come back; the same sent again is then taken', async () => {
      let isFull = true;
      const { library, session } = await opened({ works: false, wrapStore: (store) => fullWhile(store, () => isFull) });
      const file = await sendFile(library, session, 'a.jpg', jpeg('a'));

      const refused = await call(library, session, 'POST', '/api/documents', { files: [file] });
      isFull = false;
      const [entry] = await commit(library, session, [file]);

      expect([refused.status, refused.headers.has('retry-after')]).toEqual([503, true]);
      expect(await refused.json()).toMatchObject({ code: 'store.full' });
      expect(entry).toMatchObject({ state: 'received', isNew: true });
    });

    test('stopped between store and catalogue, the same sent again is taken though its bytes were moved already', async () => {
      let isAway = true;
      const { library, session } = await opened({
        works: false,
        wrapCatalogue: (catalogue) => awayWhile(catalogue, () => isAway),
      });
      const file = await sendFile(library, session, 'a.jpg', jpeg('a'));

      expect((await call(library, session, 'POST', '/api/documents', { files: [file] })).status).toBe(503);
      isAway = false;
      const [entry] = await commit(library, session, [file]);
      const [again] = await commit(library, session, [file]);

      expect(entry).toMatchObject({ state: 'received', isNew: true });
      // The answer may have been lost: what was committed is found again by its bytes.
      expect(again).toMatchObject({ document: entry?.document, isNew: false });
      expect(await leftovers(library)).toEqual([]);
    });
  });
});

async function opened(options: LibraryOptions = {}): Promise<{ library: TemporaryLibrary; session: Headers }> {
  const library = await reopened(undefined, options);
  return { library, session: await library.signIn('lan', 'archivist') };
}

async function reopened(folder: string | undefined, options: LibraryOptions): Promise<TemporaryLibrary> {
  const library = await openLibrary({ uploadsIn, ...options, ...(folder ? { folder } : {}) });
  open.push(library);
  folders.add(library.folder);
  return library;
}

async function stop(library: TemporaryLibrary): Promise<void> {
  open.splice(open.indexOf(library), 1);
  await library.stop();
}

type Sent = { readonly upload: string; readonly sha256: string; readonly name: string };

async function commit(library: TemporaryLibrary, session: Headers, files: readonly Sent[], more: object = {}) {
  const answer = await call(library, session, 'POST', '/api/documents', { files, ...more });
  expect(answer.status).toBe(200);
  return (await answer.json()) as readonly TakenFile[];
}

const leftovers = async ({ folder, store }: TemporaryLibrary) => [
  ...(await allOf(store.list('incoming/'))),
  ...(uploadsIn === 'folder' ? await readdir(join(folder, 'incoming', 'uploads')) : []),
  ...(await readdir(join(folder, 'incoming', 'copies'))),
];

/** What is kept for good. */
const listed = async (store: ObjectStore) =>
  (await allOf(store.list(''))).filter((key) => !key.startsWith('incoming/'));

const fullWhile = (store: ObjectStore, isFull: () => boolean): ObjectStore => ({
  ...store,
  putFile: async (...given) => {
    if (isFull()) throw new Failure('unavailable', 'store.full', 'The disk is full.');
    await store.putFile(...given);
  },
});

const awayWhile = (catalogue: Catalogue, isAway: () => boolean): Catalogue => ({
  ...catalogue,
  receive: async (document) => {
    if (isAway()) throw new Failure('unavailable', 'catalogue.unavailable', 'The catalogue cannot be used.');
    return catalogue.receive(document);
  },
});
