import { readdir, rm } from 'node:fs/promises';
import { Failure, keys } from '@diachi/domain';
import type { PageText, Word } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { buildPdf } from './build-pdf.ts';
import { built, json, prepared, record, revision } from './testing/built-pdf.ts';
import { poem, read, word } from './testing/printed-pages.ts';
import { contentsOf } from './testing/read-pdf.ts';

describe('building a PDF', () => {
  test('is not done again when it was done before', async () => {
    const { tools, pdf } = await built([read([poem])]);
    const counted = countingWrites(tools.store);

    await buildPdf({ ...tools, store: counted.store }, { revision, pageCount: 1 });

    expect(counted.writes()).toBe(0);
    expect(await tools.store.get(keys.pdf(revision))).toEqual(pdf);
  });

  test('fails as unavailable while the store is away, and leaves nothing behind', async () => {
    const { tools } = await prepared([read([poem]), read([poem])]);
    const away = new Failure('unavailable', 'store.unavailable', 'The store is away.');
    const store = failing(tools.store, 'putFile', away);

    await expect(buildPdf({ ...tools, store }, { revision, pageCount: 2 })).rejects.toBe(away);

    expect(await readdir(tools.scratchDir)).toEqual([]);
    expect(await tools.store.has(keys.pdf(revision))).toBe(false);
    await buildPdf(tools, { revision, pageCount: 2 });
    expect(await tools.store.has(keys.pdf(revision))).toBe(true);
  });

  test('fails as unavailable when the folder for temporary files is gone', async () => {
    const { tools } = await prepared([read([poem])]);
    await rm(tools.scratchDir, { recursive: true });

    await expect(buildPdf(tools, { revision, pageCount: 1 })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'scratch.unavailable',
    });
  });

  test('says which page’s image is missing', async () => {
    const { tools } = await prepared([read([poem]), read([poem])]);
    await tools.store.remove(keys.image(revision, 1));

    await expect(buildPdf(tools, { revision, pageCount: 2 })).rejects.toMatchObject({
      code: 'object.missing',
      details: { page: 1 },
    });
  });

  test('says which page’s image cannot be used', async () => {
    const { tools } = await prepared([read([poem]), read([poem], { image: Buffer.from('no picture') })]);

    await expect(buildPdf(tools, { revision, pageCount: 2 })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'page.image-broken',
      details: { page: 1 },
    });
    expect(await readdir(tools.scratchDir)).toEqual([]);
  });

  test('stops between two pages when it is told to', async () => {
    const { tools } = await prepared([read([poem]), read([poem])]);
    const stop = AbortSignal.abort(new Error('the library closes'));

    await expect(buildPdf(tools, { revision, pageCount: 2 }, stop)).rejects.toThrow('the library closes');
    expect(await tools.store.has(keys.pdf(revision))).toBe(false);
  });

  test('refuses work that speaks of other pages than were found', async () => {
    const { tools } = await prepared([read([poem])]);

    await expect(buildPdf(tools, { revision, pageCount: 2 })).rejects.toMatchObject({ code: 'pages.miscounted' });
  });

  test('is not upset by boxes no page can have', async () => {
    const wild = [1e308, -1e308, 0].map(
      (edge): Word => ({
        ...word('Tè'),
        box: { x: edge, y: edge, width: Math.abs(edge), height: Math.abs(edge) },
      }),
    );
    const page = read([[]]);

    const { pdf } = await built([{ ...page, text: { ...page.text, words: wild } as PageText }]);

    expect(await contentsOf(pdf).then(([contents]) => contents)).not.toMatch(/NaN|Infinity|e[+-]?\d/);
  });

  test('takes the record from beside the bytes where there is no catalogue', async () => {
    const { tools } = await prepared([read([poem])]);
    const kept = {
      version: 1,
      documentId: revision.documentId,
      record,
      recordVersion: 1,
      originals: [],
      receivedAt: '2026-11-22T00:00:00.000Z',
    };
    await tools.store.put(keys.record(revision.documentId), json(kept), 'application/json');

    await buildPdf({ store: tools.store, scratchDir: tools.scratchDir }, { revision, pageCount: 1 });

    const document = await PDFDocument.load(await tools.store.get(keys.pdf(revision)));
    expect(document.getTitle()).toBe(record.title);
  });
});

function countingWrites(store: ObjectStore) {
  let writes = 0;
  const counting =
    <Given extends readonly unknown[]>(write: (...given: Given) => Promise<void>) =>
    (...given: Given) => {
      writes += 1;
      return write(...given);
    };
  return {
    store: { ...store, put: counting(store.put), putFile: counting(store.putFile) } satisfies ObjectStore,
    writes: () => writes,
  };
}

const failing = (store: ObjectStore, method: keyof ObjectStore, failure: Failure): ObjectStore => ({
  ...store,
  [method]: async () => Promise.reject(failure),
});
