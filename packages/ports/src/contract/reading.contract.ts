import {
  type Asker,
  type DocumentRecord,
  EVERYONE,
  keys,
  type Manifest,
  type ManifestFile,
  parseRecord,
  publicRights,
  rightsOf,
} from '@diachi/domain';
import { type PageText, pageOutcome } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import type { ObjectStore } from '../object-store.ts';
import type { Reading } from '../reading.ts';
import type { SearchIndex } from '../search-index.ts';
import { checksum, documentId, failure, library, newDocument, original, record } from './sample-documents.ts';

/** What a `Reading` reads from. */
export type ReadingPorts = { readonly catalogue: Catalogue; readonly store: ObjectStore; readonly index: SearchIndex };

/** A library that is open, and its `Reading`. Whoever opens it closes it when the test is over. */
export type OpenedReading = ReadingPorts & { readonly reading: Reading };

/** What every Reading promises. Each one's test file calls this once, with a way to open it over an empty library. */
export function readingContract(open: () => Promise<OpenedReading>): void {
  const withDocuments = async (): Promise<OpenedReading> => {
    const opened = await open();
    await opened.catalogue.putLibrary({ code: library('tinh'), name: 'Thư viện tỉnh' });
    await publish(opened, 1, ['sông Nậm Na chảy qua', null, '']);
    await opened.catalogue.receive(newDocument(2, { title: 'Chưa công bố', library: library('muong-te') }));
    return opened;
  };

  describe('searching', () => {
    test('finds published documents with everything the index tells, and the revision readers see', async () => {
      const { reading, index } = await withDocuments();

      const found = await reading.search({
        text: 'nậm na',
        filter: { kinds: ['book'], libraries: [library('tinh')] },
        sort: 'newest',
        offset: 0,
        limit: 5,
      });

      const plain = await index.search({ text: 'nậm na', sort: 'newest' });
      expect(found).toEqual({ ...plain, hits: plain.hits.map((hit) => ({ ...hit, revision: 1 })) });
      expect(found.total).toBe(1);
      expect(found.hits[0]?.record).toEqual(record());
    });

    test('leaves out what the catalogue does not publish', async () => {
      const { reading, index, catalogue } = await withDocuments();
      const { receivedAt } = await catalogue.document(documentId(2));
      await index.put({ id: documentId(2), record: record(), receivedAt }, [{ page: 0, label: '1', text: 'Nậm Na' }]);
      await index.put({ id: documentId(3), record: record(), receivedAt }, [{ page: 0, label: '1', text: 'Nậm Na' }]);

      const { hits } = await reading.search({ text: 'nậm na' });

      expect(hits.map((hit) => hit.documentId)).toEqual([documentId(1)]);
    });

    test('tells the hits of one document, and suggests words', async () => {
      const { reading } = await withDocuments();

      expect(await reading.hits(documentId(1), 'nậm na', { offset: 0, limit: 10 }, EVERYONE)).toMatchObject({
        total: 1,
        pages: [{ page: 0, label: '1' }],
        wordStart: null,
      });
      expect(await reading.suggest('chả', 5)).toEqual(['chảy']);
    });

    test('fails as the index does, and tells nobody of hits in what is not published', async () => {
      const { reading, index } = await withDocuments();
      const stretch = { offset: 0, limit: 10 };

      await expect(reading.search({ text: 'a'.repeat(600) })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'search.bad-query',
        details: { characters: 500 },
      });
      await expect(reading.hits(documentId(2), 'nậm na', stretch, EVERYONE)).rejects.toMatchObject(missing(2));
      await index.close();
      const away = { kind: 'unavailable', code: 'search.unavailable' };
      await expect(reading.search({ text: '' })).rejects.toMatchObject(away);
      await expect(reading.suggest('s', 5)).rejects.toMatchObject(away);
      await expect(reading.hits(documentId(1), 'nậm', stretch, EVERYONE)).rejects.toMatchObject(away);
    });
  });

  describe('a document', () => {
    test('is told with its pages and bookmarks, or alone', async () => {
      const { reading, catalogue } = await withDocuments();

      const known = await catalogue.document(documentId(1));
      expect(await reading.document(documentId(1), EVERYONE)).toEqual({
        document: known,
        rights: publicRights(known, '2026-01-01'),
        pages: await catalogue.pages({ documentId: documentId(1), number: 1 }),
        bookmarks: [{ title: 'Chương một', page: 0, level: 0 }],
      });
      expect(await reading.documentAlone(documentId(1), EVERYONE)).toEqual(known);
    });

    test('that is not published is missing for readers, and there for archivists', async () => {
      const { reading, catalogue } = await withDocuments();

      for (const ask of [reading.document, reading.documentAlone]) {
        await expect(ask(documentId(2), EVERYONE)).rejects.toMatchObject(missing(2));
        await expect(ask(documentId(9), archivist)).rejects.toMatchObject(missing(9));
      }
      expect(await reading.documentAlone(documentId(2), archivist)).toEqual(await catalogue.document(documentId(2)));
    });

    test('that failed says what failed to those whose work it is, and to readers nothing', async () => {
      const { reading, catalogue } = await withDocuments();
      await catalogue.startRevision(documentId(1));
      await catalogue.fail(documentId(1), failure);

      expect(await reading.documentAlone(documentId(1), { role: 'admin', library: null })).toMatchObject({
        failure,
        workRevision: 2,
      });
      expect(await reading.documentAlone(documentId(1), EVERYONE)).toMatchObject({ failure: null, workRevision: 1 });
    });
  });

  describe('a page', () => {
    test.each([
      [0, 'read'],
      [1, 'unreadable'],
      [2, 'blank'],
    ] as const)('%i is told as the manifest names it, with its words', async (page, kind) => {
      const { reading, store, catalogue } = await withDocuments();

      const view = await reading.page(documentId(1), page, EVERYONE);

      const revision = { documentId: documentId(1), number: 1 };
      const manifest = JSON.parse(String(await text(store, keys.manifest(revision)))) as Manifest;
      expect(view).toEqual({
        revision: 1,
        page: manifest.pages[page],
        rights: publicRights(await catalogue.document(documentId(1)), '2026-01-01'),
        text: JSON.parse(await text(store, keys.text(revision, page))),
      });
      expect(view.text.kind).toBe(kind);
    });

    test('that is not there is missing, and so is one of what is not published', async () => {
      const { reading } = await withDocuments();

      await expect(reading.page(documentId(1), 3, EVERYONE)).rejects.toMatchObject({
        kind: 'missing',
        code: 'page.missing',
        details: { page: 4 },
      });
      await expect(reading.page(documentId(2), 0, EVERYONE)).rejects.toMatchObject(missing(2));
    });

    test('whose text was lost says so, and which one', async () => {
      const { reading, store } = await withDocuments();
      await store.remove(keys.text({ documentId: documentId(1), number: 1 }, 0));

      await expect(reading.page(documentId(1), 0, EVERYONE)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'page-text.lost',
        details: { page: 1 },
      });
    });
  });

  describe('a document that is not for everybody', () => {
    const withRestricted = async (restricted: Partial<DocumentRecord>) => {
      const opened = await withDocuments();
      await publish(opened, 4, ['sông Nậm Na chảy qua'], restricted);
      return opened;
    };
    const stretch = { offset: 0, limit: 10 };
    const { library: home } = record();
    const atHome: Asker = { role: 'member', library: home };
    const elsewhere: Asker = { role: 'reader', library: library('muong-te') };

    test('is read by members of its own library, and by others as far as its record', async () => {
      const { reading, catalogue } = await withRestricted({ access: 'members' });
      const known = await catalogue.document(documentId(4));

      for (const asker of [EVERYONE, elsewhere]) {
        const view = await reading.document(documentId(4), asker);
        expect(view).toEqual({
          document: known,
          rights: rightsOf(known, asker, '2026-01-01'),
          pages: [],
          bookmarks: [],
        });
        await expect(reading.page(documentId(4), 0, asker)).rejects.toMatchObject({
          kind: 'invalid',
          code: 'document.restricted',
          details: { id: documentId(4), access: 'members', library: 'Thư viện tỉnh' },
        });
        await expect(reading.hits(documentId(4), 'nậm na', stretch, asker)).rejects.toMatchObject({
          code: 'document.restricted',
        });
      }
      expect((await reading.document(documentId(4), atHome)).pages).toHaveLength(1);
      expect((await reading.page(documentId(4), 0, atHome)).rights.download).toBe(true);
    });

    test('is searched by whoever may read it, though it is in no index', async () => {
      const { reading, index } = await withRestricted({ access: 'members' });
      await index.remove(documentId(4));

      for (const asker of [atHome, archivist]) {
        expect(await reading.hits(documentId(4), 'nam na', stretch, asker)).toMatchObject({
          total: 1,
          pages: [{ page: 0, label: '1' }],
          wordStart: null,
        });
        expect(await reading.hits(documentId(4), 'sông chả', stretch, asker)).toMatchObject({
          total: 1,
          wordStart: 'chả',
        });
        expect((await reading.hits(documentId(4), '"na sông"', stretch, asker)).total).toBe(0);
        expect((await reading.hits(documentId(4), 'sông Đà', stretch, asker)).total).toBe(0);
        await expect(reading.hits(documentId(4), '!!', stretch, asker)).rejects.toMatchObject({
          code: 'search.bad-query',
        });
      }
      expect((await reading.hits(documentId(4), 'nam na', { offset: 1, limit: 10 }, atHome)).pages).toEqual([]);
    });

    test('until its embargo ends is shown as its record also at home', async () => {
      const { reading } = await withRestricted({ embargoUntil: '9999-12-31' });

      await expect(reading.page(documentId(4), 0, atHome)).rejects.toMatchObject({
        code: 'document.restricted',
        details: { access: 'embargo' },
      });
      expect((await reading.page(documentId(4), 0, archivist)).rights.download).toBe(true);
    });

    test('whose record is closed is missing for all who do not work on it, and listed for none of them', async () => {
      const { reading } = await withRestricted({ access: 'closed' });

      for (const asker of [EVERYONE, atHome]) {
        for (const ask of [reading.document, reading.documentAlone]) {
          await expect(ask(documentId(4), asker)).rejects.toMatchObject(missing(4));
        }
        await expect(reading.page(documentId(4), 0, asker)).rejects.toMatchObject(missing(4));
        await expect(reading.hits(documentId(4), 'nậm na', stretch, asker)).rejects.toMatchObject(missing(4));
        const { documents } = await reading.documents({}, { limit: 9 }, asker);
        expect(documents.map(({ id }) => id)).toEqual([documentId(1)]);
      }
      expect((await reading.documents({}, { limit: 9 }, archivist)).documents).toHaveLength(3);
    });

    test.each(['members', 'record', 'closed'] as const)(
      'is not found while the index still holds it: %s',
      async (access) => {
        const { reading } = await withRestricted({ access });

        const { hits } = await reading.search({ text: 'nậm na' });

        expect(hits.map(({ documentId: id }) => id)).toEqual([documentId(1)]);
      },
    );

    test('of which only small pictures are shown is read and searched as text', async () => {
      const { reading } = await withRestricted({ access: 'preview' });

      const view = await reading.page(documentId(4), 0, EVERYONE);

      expect(view.rights).toMatchObject({ text: true, smallImage: true, fullImage: false, download: false });
      expect(await reading.hits(documentId(4), 'nậm na', stretch, EVERYONE)).toMatchObject({ total: 1 });
    });
  });

  describe('browsing', () => {
    test('lists documents stretch by stretch, to readers published ones only', async () => {
      const opened = await withDocuments();
      const { reading } = opened;
      await publish(opened, 4, ['một']);

      const first = await reading.documents({ states: ['received'] }, { limit: 1 }, EVERYONE);
      const second = await reading.documents({}, { limit: 1, after: first.next ?? '' }, EVERYONE);
      const received = await reading.documents({ states: ['received'] }, { limit: 5 }, archivist);

      expect(first.documents.map(({ id }) => id)).toEqual([documentId(4)]);
      expect(second.documents.map(({ id }) => id)).toEqual([documentId(1)]);
      expect(second.next).toBeNull();
      expect(received.documents.map(({ id }) => id)).toEqual([documentId(2)]);
      expect((await reading.documents({ library: library('muong-te') }, { limit: 5 }, EVERYONE)).documents).toEqual([]);
      expect(
        (await reading.documents({ collection: record().collection }, { limit: 5 }, EVERYONE)).documents,
      ).toHaveLength(2);
    });

    test('refuses a place in a list that is none', async () => {
      const { reading } = await withDocuments();

      await expect(reading.documents({}, { limit: 1, after: 'nowhere' }, EVERYONE)).rejects.toMatchObject({
        kind: 'invalid',
        code: 'stretch.bad-after',
      });
    });

    test('by kind, and counts what readers see', async () => {
      const { reading } = await withDocuments();

      expect((await reading.documents({ kind: 'map' }, { limit: 5 }, EVERYONE)).documents).toEqual([]);
      expect((await reading.documents({ kind: 'book' }, { limit: 5 }, EVERYONE)).documents).toHaveLength(1);
      expect(await reading.shelves()).toEqual([
        { library: 'tinh', collection: record().collection, kind: 'book', documents: 1 },
      ]);
    });

    test('tells the libraries by name, and the collections of all or one', async () => {
      const { reading } = await withDocuments();

      expect(await reading.libraries()).toEqual([{ code: 'tinh', name: 'Thư viện tỉnh' }]);
      expect(await reading.collections()).toEqual([record().collection]);
      expect(await reading.collections(library('no-such'))).toEqual([]);
    });
  });
}

const archivist: Asker = { role: 'archivist', library: null };

const missing = (number: number) => ({
  kind: 'missing',
  code: 'document.missing',
  details: { id: documentId(number) },
});

/** Publishes a document with these pages: words, nothing for a blank page, null for one nobody could read. */
async function publish(
  { catalogue, store, index }: ReadingPorts,
  number: number,
  texts: readonly (string | null)[],
  changes: Partial<DocumentRecord> = {},
) {
  const { document } = await catalogue.receive(newDocument(number, { ...record(), ...changes }));
  const revision = { documentId: document.id, number: 1 };
  const put = async (key: string, value: unknown): Promise<ManifestFile> => {
    const bytes = Buffer.from(JSON.stringify(value));
    await store.put(key, bytes, 'application/json');
    return { key, checksum: checksum(number), sizeBytes: bytes.length };
  };
  const pages = [];
  for (const [page, written] of texts.entries()) {
    const read = pageText(written);
    const files = [await put(keys.text(revision, page), read)];
    pages.push({ page, label: String(page + 1), ...pageOutcome(read), image: read.image, files });
  }
  const manifest: Manifest = {
    version: 1,
    documentId: document.id,
    revision: 1,
    record: parseRecord(document.record),
    originals: [original(number)],
    pages,
    pdf: { key: keys.pdf(revision), checksum: checksum(number), sizeBytes: 9 },
    publishedAt: '2026-11-22T00:00:00.000Z',
  };
  await put(keys.manifest(revision), manifest);
  await put(keys.pageList(revision), {
    pages: texts.map((_, page) => ({
      page,
      label: String(page + 1),
      scanKey: null,
      type: null,
      dpi: null,
      textKey: null,
      blocks: [],
      furtherEngines: [],
      expectedError: null,
      damage: null,
    })),
    bookmarks: [{ title: 'Chương một', page: 0, level: 0 }],
  });
  await catalogue.openRevision(revision, pages);
  await catalogue.publish(revision, pages);
  await index.put(
    { id: document.id, record: document.record, receivedAt: document.receivedAt },
    texts.map((written, page) => ({ page, label: String(page + 1), text: written ?? '' })),
  );
}

function pageText(written: string | null): PageText {
  const image = { widthPx: 2000, heightPx: 3000, type: 'image/jpeg', dpi: 300 } as const;
  const engine = { name: 'tesseract', version: '5.3.0', model: 'vie', settings: { psm: 3, isFast: true } } as const;
  const treatments = [
    { step: 'straightened', amount: -1.3 },
    { step: 'grey', amount: null },
  ] as const;
  const look = {
    kind: 'text',
    isNegative: false,
    hasBorder: true,
    degrees: -1.3,
    areas: [{ x: 0, y: 0, width: 2000, height: 3000 }],
    columns: 1,
    xHeightPx: 21.5,
    noise: 0.2,
  } as const;
  const reading = { version: 1, image, engine, treatments, look } as const;
  if (written === '') return { ...reading, kind: 'blank' };
  const { kind, code, message, details } = failure;
  if (written === null)
    return { ...reading, image: null, kind: 'unreadable', reason: { kind, code, message, details } };
  const words = written.split(' ').map((word, place) => ({
    text: word,
    box: { x: 100.5 * place - 1, y: 50, width: 80, height: 30 },
    confidence: 0.93,
    line: 0,
    block: 0,
    change: { from: 'khac', why: 'reread', probability: 0.97 } as const,
    reader: 0,
    cell: { row: 0, column: place },
    division: { keepsHyphen: true },
  }));
  const box = { x: 100, y: 50, width: 1000, height: 30 };
  return {
    ...reading,
    kind: 'read',
    words,
    blocks: [{ role: 'table', box, level: null, paragraphs: [0] }],
    furtherEngines: [engine],
    expectedError: 0.012,
    damage: { kind, code, message, details },
  };
}

const text = async (store: ObjectStore, key: string): Promise<string> => Buffer.from(await store.get(key)).toString();
