import { join } from 'node:path';
import { Failure, keys } from '@diachi/domain';
import type { IndexedDocument, IndexedPage, SearchIndex } from '@diachi/ports';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { indexDocument } from './index-document.ts';
import { publishRevision } from './publish-revision.ts';
import { away, finishRevision, id, record, revision, temporaryLibrary } from './testing/finished-revision.ts';

let library: Awaited<ReturnType<typeof temporaryLibrary>>;
let index: SearchIndex;

beforeEach(async () => {
  library = await temporaryLibrary();
  index = await createSqliteSearchIndex({ path: join(library.folder, 'index.sqlite') });
});

afterEach(async () => {
  await index.close();
  await library.close();
});

const work = { revision, recordVersion: 1 };

describe('indexing a document', () => {
  test('makes its pages and its title findable', async () => {
    await published(['Địa chí cũ', '', null, 'người Thái-']);

    await indexDocument({ ...library, index }, work);

    const { hits } = await index.search({ text: 'nguoi thai' });
    expect(hits).toMatchObject([{ documentId: id, pages: [{ page: 3, label: 'tr. 4' }] }]);
    expect((await index.search({ text: 'Mường Tè' })).total).toBe(1);
    expect((await library.catalogue.document(id)).isIndexed).toBe(true);
  });

  test('reads one page after another, as the index asks for them', async () => {
    await published(['một', 'hai', 'ba']);
    const reads: string[] = [];
    const get = async (key: string) => {
      reads.push(key);
      return library.store.get(key);
    };
    const store = { ...library.store, get };
    const taken: IndexedPage[] = [];
    const put = async (_: IndexedDocument, pages: AsyncIterable<IndexedPage> | Iterable<IndexedPage>) => {
      for await (const page of pages) {
        taken.push(page);
        expect(reads.filter((key) => key.endsWith('text.json'))).toHaveLength(taken.length);
      }
    };

    await indexDocument({ ...library, store, index: { ...index, put } }, work);

    expect(taken.map(({ text }) => text)).toEqual(['một\n', 'hai\n', 'ba\n']);
  });

  test.each([
    ['members', 1],
    ['record', 1],
    ['closed', 0],
  ] as const)(
    'puts in of what is %s no more than everybody may see, also when it was open before',
    async (access, records) => {
      await published(['chữ bí mật']);
      await indexDocument({ ...library, index }, work);
      await library.catalogue.changeRecord(id, { ...record, access }, 1);

      await indexDocument({ ...library, index }, work);

      expect((await index.search({ text: 'bí mật' })).total).toBe(0);
      expect(await index.suggest('b', 5)).toEqual([]);
      expect((await index.search({ text: 'Mường Tè' })).total).toBe(records);
      expect(await index.size()).toEqual({ documents: records, pages: 0 });
      expect(await library.catalogue.document(id)).toMatchObject({ isIndexed: true, recordVersion: 2 });
      expect(await library.catalogue.countIndexed()).toBe(records);
    },
  );

  test('puts the text in when the embargo has ended', async () => {
    await published(['chữ bí mật']);
    await library.catalogue.changeRecord(id, { ...record, embargoUntil: '9998-01-02' }, 1);
    const on = (day: string) => ({ ...library, index, clock: () => new Date(`${day}T12:00:00`) });

    await indexDocument(on('9998-01-01'), work);
    expect((await index.search({ text: 'bí mật' })).total).toBe(0);

    await library.catalogue.openEmbargoed('9998-01-02');
    await indexDocument(on('9998-01-02'), work);
    expect((await index.search({ text: 'bí mật' })).total).toBe(1);
  });

  test('is not done again when it was done', async () => {
    await published(['Địa chí']);
    await indexDocument({ ...library, index }, work);

    await indexDocument({ ...library, index: { ...index, put: async () => Promise.reject(new Error('again')) } }, work);

    expect((await index.size()).documents).toBe(1);
  });

  test('puts in what is current, whatever it was planned for', async () => {
    await published(['Địa chí']);
    await library.catalogue.changeRecord(id, { ...record, title: 'Nhan đề mới' }, 1);

    await indexDocument({ ...library, index }, work);

    expect((await index.search({ text: 'nhan đề mới' })).total).toBe(1);
    expect(await library.catalogue.document(id)).toMatchObject({ recordVersion: 2, isIndexed: true });
  });

  test('a record that changes meanwhile is what is found, also where the work that follows it was quicker', async () => {
    await published(['Địa chí']);
    const change = once(async () => {
      await library.catalogue.changeRecord(id, { ...record, title: 'Nhan đề mới' }, 1);
      await indexDocument({ ...library, index }, { revision, recordVersion: 2 });
    });
    const put: SearchIndex['put'] = async (...given) => {
      await change();
      await index.put(...given);
    };

    await indexDocument({ ...library, index: { ...index, put } }, work);

    expect((await index.search({ text: 'nhan đề mới' })).total).toBe(1);
    expect(await library.catalogue.document(id)).toMatchObject({ recordVersion: 2, isIndexed: true });
  });

  test('a document that is removed while it is put in is not found', async () => {
    await published(['Địa chí']);
    const put: SearchIndex['put'] = async (...given) => {
      await library.catalogue.remove(id);
      await index.remove(id);
      await index.put(...given);
    };

    await indexDocument({ ...library, index: { ...index, put } }, work);

    expect((await index.size()).documents).toBe(0);
  });

  test('takes out what was removed meanwhile, and what is not published', async () => {
    await published(['Địa chí']);
    await indexDocument({ ...library, index }, work);
    await library.catalogue.remove(id);

    await indexDocument({ ...library, index }, work);

    expect((await index.size()).documents).toBe(0);
  });

  test('killed before it is written down, it ends the same when done again', async () => {
    await published(['Địa chí']);
    const catalogue = { ...library.catalogue, setIndexed: async () => Promise.reject(new Error('killed')) };
    await expect(indexDocument({ ...library, catalogue, index }, work)).rejects.toThrow('killed');

    await indexDocument({ ...library, index }, work);

    expect(await index.size()).toEqual({ documents: 1, pages: 1 });
    expect((await library.catalogue.document(id)).isIndexed).toBe(true);
  });

  test('fails as unavailable while the store is away, and what was searchable stays', async () => {
    await published(['một', 'hai']);
    await indexDocument({ ...library, index }, work);
    await library.catalogue.forgetIndexed();
    const get = async (key: string) => (key === keys.text(revision, 1) ? Promise.reject(away) : library.store.get(key));

    await expect(indexDocument({ ...library, store: { ...library.store, get }, index }, work)).rejects.toBe(away);

    expect((await index.search({ text: 'hai' })).total).toBe(1);
    expect((await library.catalogue.document(id)).isIndexed).toBe(false);
  });

  test('fails as unavailable while the index is away, and is not counted as done', async () => {
    await published(['Địa chí']);
    const gone = new Failure('unavailable', 'search.unavailable', 'The index is away.');

    const broken = { ...index, put: async () => Promise.reject(gone) };
    await expect(indexDocument({ ...library, index: broken }, work)).rejects.toBe(gone);

    expect((await library.catalogue.document(id)).isIndexed).toBe(false);
  });
});

async function published(pages: readonly (string | null)[]): Promise<void> {
  await finishRevision(library, pages);
  await publishRevision(library, { revision, pageCount: pages.length });
}

/** The first call does it, and later ones wait for that. */
function once(happens: () => Promise<void>): () => Promise<void> {
  let happened: Promise<void> | null = null;
  return () => {
    happened ??= happens();
    return happened;
  };
}
