import { type Asker, EVERYONE, keys } from '@diachi/domain';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  nameDocument,
  openSmallLibrary,
  pageText,
  publishDocument,
  receiveDocument,
  type SmallLibrary,
} from './testing/small-library.ts';

const archivist: Asker = { role: 'archivist', library: null };

let library: SmallLibrary;

beforeEach(async () => {
  library = await openSmallLibrary();
});
afterEach(() => library.close());

describe('a published document', () => {
  test('is shown with its pages, the unreadable one with its reason', async () => {
    const id = await publishDocument(library, 'one', ['địa chí tỉnh', null]);

    const view = await library.access.reading.document(id, EVERYONE);

    expect(view.pages.map(({ state }) => state)).toEqual(['read', 'unreadable']);
    expect(view.pages[1]?.reason).toMatchObject({ code: 'image.damaged' });
    expect(view.bookmarks).toEqual([]);
  });

  test('is shown without its pages where only what it is matters, to each role as the whole', async () => {
    const published = await publishDocument(library, 'one', ['địa chí']);
    const { id: received } = await receiveDocument(library, 'two');
    const { reading } = library.access;

    expect(await reading.documentAlone(published, EVERYONE)).toEqual(
      (await reading.document(published, EVERYONE)).document,
    );
    expect(await reading.documentAlone(received, archivist)).toMatchObject({ id: received, state: 'received' });
    await expect(reading.documentAlone(received, EVERYONE)).rejects.toMatchObject({ code: 'document.missing' });
  });

  test('is found by its words, with the revision its pictures are of', async () => {
    const id = await publishDocument(library, 'one', ['địa chí tỉnh Lai Châu']);

    const found = await library.access.reading.search({ text: 'dia chi' });

    expect(found.hits).toMatchObject([{ documentId: id, revision: 1 }]);
  });

  test('gives the words of a page and where they stand', async () => {
    const id = await publishDocument(library, 'one', ['địa chí']);

    const view = await library.access.reading.page(id, 0, EVERYONE);

    expect(view).toMatchObject({
      revision: 1,
      page: { label: '1' },
      text: { words: [{ text: 'địa' }, { text: 'chí' }] },
    });
    await expect(library.access.reading.page(id, 1, EVERYONE)).rejects.toMatchObject({ code: 'page.missing' });
  });

  test('whose files were lost says so, and is no missing page', async () => {
    const id = await publishDocument(library, 'one', ['địa chí']);
    await library.store.remove(keys.manifest({ documentId: id, number: 1 }));

    await expect(library.access.reading.page(id, 0, EVERYONE)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'manifest.lost',
    });
  });

  test('keeps what fails behind the desk from readers', async () => {
    const id = await publishDocument(library, 'one', ['địa chí']);
    await library.catalogue.startRevision(id);
    const failure = {
      kind: 'unavailable',
      code: 'store.full',
      message: 'Full.',
      details: {},
      job: 'ocr-page',
      page: 0,
    } as const;
    await library.catalogue.fail(id, failure);

    const [forReader, forArchivist] = await Promise.all([
      library.access.reading.document(id, EVERYONE),
      library.access.reading.document(id, archivist),
    ]);

    expect(forReader.document).toMatchObject({ failure: null, workRevision: 1, state: 'published' });
    expect(forArchivist.document).toMatchObject({ failure: { code: 'store.full' }, workRevision: 2 });
  });

  test('that was removed and sent again is not shown with what was remembered of it', async () => {
    const id = await publishDocument(library, 'one', ['cũ']);
    await library.access.reading.page(id, 0, EVERYONE);
    await library.catalogue.remove(id);
    await publishDocument(library, 'one', ['mới']);

    const view = await library.access.reading.page(id, 0, EVERYONE);

    expect(view.text).toMatchObject({ words: [{ text: 'mới' }] });
  });
});

describe('a document that is not published', () => {
  test('is not there for readers, however they ask', async () => {
    const { id } = await receiveDocument(library, 'secret');
    const { reading } = library.access;

    await expect(reading.document(id, EVERYONE)).rejects.toMatchObject({ code: 'document.missing' });
    await expect(reading.page(id, 0, EVERYONE)).rejects.toMatchObject({ code: 'document.missing' });
    await expect(reading.hits(id, 'x', { offset: 0, limit: 1 }, EVERYONE)).rejects.toMatchObject({
      code: 'document.missing',
    });
    expect((await reading.documents({ states: ['received', 'failed'] }, { limit: 9 }, EVERYONE)).documents).toEqual([]);
  });

  test('is not found although a stale index still holds it', async () => {
    const { id } = await receiveDocument(library, 'secret');
    const { record, receivedAt } = await library.catalogue.document(id);
    await library.index.put({ id, record, receivedAt }, [{ page: 0, label: '1', text: 'bí mật' }]);
    await library.index.put({ id: nameDocument('gone'), record, receivedAt }, [
      { page: 0, label: '1', text: 'bí mật' },
    ]);

    expect((await library.access.reading.search({ text: 'bí mật' })).hits).toEqual([]);
  });

  test('shows archivists the pages that have been read already', async () => {
    const { id } = await receiveDocument(library, 'secret');
    const text = pageText('vừa đọc xong');
    await library.store.put(
      keys.text({ documentId: id, number: 1 }, 0),
      Buffer.from(JSON.stringify(text)),
      'application/json',
    );

    const view = await library.access.reading.page(id, 0, archivist);

    expect(view.page).toMatchObject({ state: 'read', files: [] });
    await expect(library.access.reading.page(id, 1, archivist)).rejects.toMatchObject({ code: 'page.missing' });
  });
});
