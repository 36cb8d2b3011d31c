import { createHash } from 'node:crypto';
import { keys, parseManifest } from '@diachi/domain';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { publishRevision } from './publish-revision.ts';
import {
  away,
  finishRevision,
  id,
  json,
  killedAtWrite,
  original,
  reason,
  record,
  revision,
  temporaryLibrary,
} from './testing/finished-revision.ts';

let library: Awaited<ReturnType<typeof temporaryLibrary>>;

beforeEach(async () => {
  library = await temporaryLibrary();
});

afterEach(() => library.close());

describe('publishing a revision', () => {
  test('writes down everything it consists of, and lets readers see it', async () => {
    await finishRevision(library, ['Địa chí', '', null]);

    await publishRevision(library, { revision, pageCount: 3 });

    const manifest = await kept();
    expect(manifest).toMatchObject({ documentId: id, revision: 1, record, originals: [original] });
    expect(manifest.pages.map(({ state }) => state)).toEqual(['read', 'blank', 'unreadable']);
    expect(manifest.pages[2]).toMatchObject({ label: 'tr. 3', reason, image: null });
    expect(manifest.pages.map(({ files }) => files.length)).toEqual([5, 5, 1]);
    expect(manifest.pdf).toEqual({ key: keys.pdf(revision), checksum: sha256('%PDF'), sizeBytes: 4 });
    expect(manifest.pages[1]?.files[1]).toEqual({
      key: keys.image(revision, 1),
      checksum: sha256('image 1'),
      sizeBytes: 7,
    });
    expect(await library.catalogue.document(id)).toMatchObject({
      state: 'published',
      publishedRevision: 1,
      pageCount: 3,
    });
    expect(await library.catalogue.pages(revision)).toEqual(
      manifest.pages.map(({ image: _image, files: _files, ...summary }) => summary),
    );
  });

  test('removes what only the making of it needed, and nothing else', async () => {
    await finishRevision(library, ['Địa chí', 'Mường Tè']);
    const before = await listed();

    await publishRevision(library, { revision, pageCount: 2 });

    const gone = [0, 1].flatMap((page) => [keys.scan(revision, page), keys.existingText(revision, page)]);
    expect(await listed()).toEqual([...before.filter((key) => !gone.includes(key)), keys.manifest(revision)].sort());
    expect(await library.store.has(keys.original(original.checksum))).toBe(true);
  });

  test.each([
    ['the PDF', keys.pdf(revision)],
    ['a page’s image', keys.image(revision, 1)],
    ['a page’s text', keys.text(revision, 0)],
    ['a small picture', keys.thumbnail(revision, 1, 800)],
    ['the list of pages', keys.pageList(revision)],
  ])('fails while %s is missing, names it, and shows readers nothing', async (_, key) => {
    await finishRevision(library, ['Địa chí', 'Mường Tè']);
    await library.store.remove(key);

    await expect(publishRevision(library, { revision, pageCount: 2 })).rejects.toMatchObject({
      kind: 'missing',
      code: 'revision.incomplete',
      details: { file: key, count: 1 },
    });
    expect(await library.store.has(keys.manifest(revision))).toBe(false);
    expect((await library.catalogue.document(id)).publishedRevision).toBe(0);
    expect(await library.store.has(keys.scan(revision, 0))).toBe(true);
  });

  test('names the pyramid of a large page where there is one, and needs none', async () => {
    await finishRevision(library, ['Địa chí', 'Mường Tè']);
    for (const page of [0, 1]) {
      const text = JSON.parse(Buffer.from(await library.store.get(keys.text(revision, page))).toString());
      const image = { ...text.image, widthPx: 2_000, heightPx: 3_000 };
      await library.store.put(keys.text(revision, page), json({ ...text, image }), 'application/json');
    }
    await library.store.put(keys.pyramid(revision, 1), Buffer.from('pyramid'), 'image/tiff');

    await publishRevision(library, { revision, pageCount: 2 });

    const named = (await kept()).pages.map(({ files }) => files.map(({ key }) => key));
    expect(named[0]).not.toContain(keys.pyramid(revision, 0));
    expect(named[1]).toContain(keys.pyramid(revision, 1));
  });

  test('counts everything that is missing', async () => {
    await finishRevision(library, ['Địa chí', 'Mường Tè']);
    await library.store.remove(keys.pdf(revision));
    await library.store.remove(keys.image(revision, 1));

    await expect(publishRevision(library, { revision, pageCount: 2 })).rejects.toMatchObject({ details: { count: 2 } });
  });

  test('refuses work that speaks of other pages than were found', async () => {
    await finishRevision(library, ['Địa chí']);

    await expect(publishRevision(library, { revision, pageCount: 2 })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'pages.miscounted',
    });
  });

  test('twice is the same as once', async () => {
    await finishRevision(library, ['Địa chí']);
    await publishRevision(library, { revision, pageCount: 1 });
    const manifest = await library.store.get(keys.manifest(revision));

    await publishRevision(library, { revision, pageCount: 1 });

    expect(await library.store.get(keys.manifest(revision))).toEqual(manifest);
    expect((await library.catalogue.document(id)).publishedRevision).toBe(1);
  });

  // One manifest, one publishing, two removals for each of two pages.
  test.each([1, 2, 3, 4, 5, 6])('killed before its write %i, it ends the same when done again', async (write) => {
    await finishRevision(library, ['Địa chí', 'Mường Tè']);
    await expect(publishRevision(killedAtWrite(library, write), { revision, pageCount: 2 })).rejects.toThrow('killed');
    const isSeen = (await library.catalogue.document(id)).publishedRevision === 1;
    expect(isSeen).toBe(write > 2);

    await publishRevision(library, { revision, pageCount: 2 });

    expect((await library.catalogue.document(id)).publishedRevision).toBe(1);
    expect((await listed()).filter((key) => /scan|existing/.test(key))).toEqual([]);
    expect((await kept()).pages).toHaveLength(2);
  });

  test('makes a damaged manifest again', async () => {
    await finishRevision(library, ['Địa chí']);
    await library.store.put(keys.manifest(revision), Buffer.from('{"version":1,'), 'application/json');

    await publishRevision(library, { revision, pageCount: 1 });

    expect((await kept()).pages).toHaveLength(1);
  });

  test('an older revision that comes late does not take readers back', async () => {
    await finishRevision(library, ['Địa chí']);
    await publishRevision(library, { revision, pageCount: 1 });
    const second = await library.catalogue.startRevision(id);
    await finishRevision(library, ['Địa chí mới'], second);
    await publishRevision(library, { revision: second, pageCount: 1 });

    await publishRevision(library, { revision, pageCount: 1 });

    expect((await library.catalogue.document(id)).publishedRevision).toBe(2);
  });

  test.each(['has', 'get', 'read', 'put', 'remove'] as const)(
    'fails as unavailable while the store does not answer %s',
    async (method) => {
      await finishRevision(library, ['Địa chí']);
      const store = { ...library.store, [method]: async () => Promise.reject(away) };

      await expect(publishRevision({ ...library, store }, { revision, pageCount: 1 })).rejects.toBe(away);
    },
  );

  test('a damaged page text is a failure, not a blank page', async () => {
    await finishRevision(library, ['Địa chí']);
    await library.store.put(keys.text(revision, 0), json({ version: 1, kind: 'read' }), 'application/json');

    await expect(publishRevision(library, { revision, pageCount: 1 })).rejects.toMatchObject({
      code: 'page-text.broken',
    });
  });

  test('stops between two pages when it is told to', async () => {
    await finishRevision(library, ['Địa chí']);

    await expect(
      publishRevision(library, { revision, pageCount: 1 }, AbortSignal.abort(new Error('the library closes'))),
    ).rejects.toThrow('the library closes');
  });
});

const kept = async () => parseManifest(await library.store.get(keys.manifest(revision)));

async function listed(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const key of library.store.list(keys.revision(revision))) found.push(key);
  return found;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
