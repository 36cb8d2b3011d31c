import { readdir } from 'node:fs/promises';
import { keys, UNRECKONED } from '@diachi/domain';
import sharp from 'sharp';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { catalogueAway, fullDisk, on, storeAway } from '../../../test/faults/index.ts';
import { addBookmarks, buildPdf, cornerPicture } from './contract/build-pdf.ts';
import { buildTiff } from './contract/build-tiff.ts';
import { type GivenFile, type Intake, openIntake } from './contract/open-intake.ts';
import { PdfError, type PdfReader } from './pdf-reader.ts';
import { pdfiumReader } from './pdfium-reader.ts';

const open: Intake[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function given(...[files, limits]: Parameters<typeof openIntake>): Promise<Intake> {
  const opened = await openIntake(files, limits);
  open.push(opened);
  return opened;
}

describe('looking into a document', () => {
  test('several files are pages in their order, and the catalogue is told', async () => {
    const { run, catalogue, revision } = await given([
      await jpeg('trang-1.jpg'),
      await pdf('phu-luc.pdf', 2),
      await jpeg('trang-2.jpg', 90),
    ]);

    const { pages } = await run();

    expect(pages.map(({ page, label }) => `${page} ${label}`)).toEqual(['0 1', '1 2', '2 3', '3 4']);
    expect(await catalogue.pages(revision)).toEqual(
      pages.map(({ page, label }) => ({ page, label, state: 'waiting', ...UNRECKONED })),
    );
    expect((await catalogue.document(revision.documentId)).state).toBe('reading');
  });

  test('a document that was looked into is not looked into again, and what was read of it meanwhile stays', async () => {
    const { run, store, catalogue, revision } = await given([await jpeg('trang.jpg')]);
    const first = await run();
    await catalogue.setPage(revision, 0, { ...UNRECKONED, state: 'read' });
    const withFile = vi.spyOn(store, 'withFile');

    const second = await run();

    expect(second).toEqual(first);
    expect(withFile).not.toHaveBeenCalled();
    expect(await catalogue.pages(revision)).toMatchObject([{ page: 0, state: 'read' }]);
  });

  test('a list of pages that was damaged on its disk is made again, and refuses nothing', async () => {
    const { run, store, revision } = await given([await jpeg('trang.jpg')]);
    const first = await run();
    await store.put(keys.pageList(revision), Buffer.from('{"pages":[{'), 'application/json');

    expect(await run()).toEqual(first);
  });

  test('a step that broke off before its list was written begins again and comes to the same', async () => {
    const tiff = { fileName: 'so.tif', bytes: buildTiff([page(), page(), page()]) };
    const { run, store, tools, revision } = await given([tiff]);
    const lists = (call: { args: readonly unknown[] }) => call.args[0] === keys.pageList(revision);
    const broken = storeAway(store, (call) => on('put')(call) && lists(call));
    await expect(run({ store: broken })).rejects.toMatchObject({ code: 'store.unavailable' });

    const { pages } = await run();

    expect(pages).toHaveLength(3);
    expect(tools.store).toBe(store);
  });

  test('an original that is no longer what came is not read, and refuses nothing', async () => {
    const { run, store, catalogue, revision } = await given([await jpeg('trang.jpg'), await pdf('so.pdf', 2)]);
    const [, second] = (await catalogue.document(revision.documentId)).originals;
    const key = keys.original(second?.checksum ?? ('' as never));
    const bytes = Buffer.from(await store.get(key));
    bytes.writeUInt8((bytes[200] ?? 0) ^ 1, 200);
    await store.put(key, bytes, 'application/pdf');

    await expect(run()).rejects.toMatchObject({ kind: 'unavailable', code: 'object.damaged', details: { key } });
    expect(await store.has(keys.pageList(revision))).toBe(false);
  });

  test('one file that cannot be used is one marked page among the others', async () => {
    const { run } = await given([
      await jpeg('tot.jpg'),
      { fileName: 'hong.pdf', bytes: '%PDF-1.4 nothing' },
      await jpeg('tot-2.jpg', 80),
    ]);

    const { pages } = await run();

    expect(pages.map(({ damage }) => damage?.code ?? null)).toEqual([null, 'original.damaged', null]);
    expect(pages[1]).toMatchObject({ scanKey: null, damage: { details: { fileName: 'hong.pdf' } } });
  });

  test('a cut-off scan among good ones is shown as far as it goes, and marked', async () => {
    const { run } = await given([await jpeg('tot.jpg'), await cutJpeg('cut.jpg')]);

    const { pages } = await run();

    expect(pages[1]?.scanKey).toMatch(/^originals\//);
    expect(pages[1]?.damage?.code).toBe('original.truncated');
  });

  test('when no page can be used the document is refused, with what is wrong with the first', async () => {
    const { run, store, revision, catalogue } = await given([
      await cutJpeg('cut.jpg'),
      { fileName: 'la-gi.pdf', bytes: 'PK\x03\x04' },
    ]);

    await expect(run()).rejects.toMatchObject({ kind: 'invalid', code: 'original.truncated' });
    expect(await store.has(keys.pageList(revision))).toBe(false);
    expect(await catalogue.pages(revision)).toEqual([]);
  });

  test('more pages than a document may have are too many, over all its files', async () => {
    const files = [await jpeg('bia.jpg'), { fileName: 'so.tif', bytes: buildTiff([page(), page()]) }];
    const { run } = await given(files, { maxPages: 2 });

    await expect(run()).rejects.toMatchObject({ kind: 'invalid', code: 'original.too-many-pages' });
  });

  test('the headings of a PDF lead to pages of the whole document', async () => {
    const { run } = await given([await jpeg('bia.jpg'), await pdf('sach.pdf', 2, true)]);

    const { bookmarks } = await run();

    expect(bookmarks).toEqual([{ title: 'Chương 1', page: 2, level: 0 }]);
  });
});

describe('what breaks while looking', () => {
  test.each([
    ['away', storeAway, 'store.unavailable'],
    ['full', fullDisk, 'store.full'],
  ] as const)('a store that is %s is waited for, and no page is marked', async (_, fault, code) => {
    const { run, store } = await given([{ fileName: 'so.tif', bytes: buildTiff([page(), page()]) }]);

    await expect(run({ store: fault(store) })).rejects.toMatchObject({ kind: 'unavailable', code });
    expect((await run()).pages.every(({ damage }) => damage === null)).toBe(true);
  });

  test('a full store in the middle of a PDF is waited for', async () => {
    const { run, store } = await given([await pdf('sach.pdf', 2)]);

    await expect(run({ store: fullDisk(store) })).rejects.toMatchObject({ kind: 'unavailable', code: 'store.full' });
  });

  test('a catalogue that is away is told when it is back', async () => {
    const { run, catalogue, revision } = await given([await jpeg('trang.jpg')]);
    const away = catalogueAway(catalogue, on('openRevision'));

    await expect(run({ catalogue: away })).rejects.toMatchObject({ code: 'catalogue.unavailable' });
    await run();

    expect(await catalogue.pages(revision)).toHaveLength(1);
  });

  test('an original that is gone from the store is not called damaged', async () => {
    const { run, store } = await given([await jpeg('trang.jpg')]);
    for await (const key of store.list('originals/')) await store.remove(key);

    await expect(run()).rejects.toMatchObject({ kind: 'missing', code: 'object.missing' });
  });

  test.each([
    ['crashed', 'machine.overloaded'],
    ['too-slow', 'original.page-too-slow'],
  ] as const)('a PDF whose only page was %s is not refused: it may be read another time', async (reason, code) => {
    const { run, store, revision } = await given([await pdf('thu.pdf', 1)]);

    const refused = expect(run({ pdf: pdfThatBreaks({ page: reason }) })).rejects;
    await refused.toMatchObject({ kind: 'unavailable', code });

    expect(await store.has(keys.pageList(revision))).toBe(false);
    expect((await run()).pages).toMatchObject([{ damage: null }]);
  });

  test.each(['crashed', 'too-slow'] as const)('a PDF whose opening was %s is not refused', async (open) => {
    const { run } = await given([await pdf('thu.pdf', 1)]);

    await expect(run({ pdf: pdfThatBreaks({ open }) })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'machine.overloaded',
    });
  });

  test('among damaged pages one that was too slow keeps the document from being refused', async () => {
    const { run } = await given([{ fileName: 'hong.pdf', bytes: '%PDF-1.4 nothing' }, await pdf('thu.pdf', 1)]);
    const reader = pdfThatBreaks({ page: 'too-slow' });

    await expect(run({ pdf: reader })).rejects.toMatchObject({ kind: 'unavailable', code: 'original.page-too-slow' });
  });

  test('a page that always breaks its reader is marked, and the document goes on', async () => {
    const { run } = await given([await jpeg('bia.jpg'), await pdf('thu.pdf', 1)]);

    const { pages } = await run({ pdf: pdfThatBreaks({ page: 'crashed' }) });

    expect(pages.map(({ damage }) => damage?.code ?? null)).toEqual([null, 'machine.overloaded']);
  });

  test.each(['timeout: 41% complete', 'vips_tracked: out of memory --- size == 480MB'])(
    'a machine that cannot decode a picture now does not refuse it: %s',
    async (said) => {
      const bytes = await cornerPicture(90, 120).ensureAlpha(0.5).png().toBuffer();
      const { run } = await given([{ fileName: 'trang.png', bytes }]);
      const away = { kind: 'unavailable', code: 'machine.overloaded' };

      for (const method of ['toBuffer', 'metadata'] as const) {
        const drawing = vi.spyOn(sharp.prototype, method).mockRejectedValue(new Error(said));
        await expect(run()).rejects.toMatchObject(away);
        drawing.mockRestore();
      }
      expect((await run()).pages).toMatchObject([{ damage: null }]);
    },
  );

  test('work that is called off stops and leaves nothing in the scratch folder', async () => {
    const stop = new AbortController();
    const { run, tools, store, revision } = await given([await pdf('sach.pdf', 3)]);
    vi.spyOn(store, 'put').mockImplementationOnce(async () => stop.abort(new Error('called off')));

    await expect(run({ signal: stop.signal })).rejects.toThrow('called off');
    expect(await readdir(tools.scratchDir).catch(() => [])).toEqual([]);
    expect(await store.has(keys.pageList(revision))).toBe(false);
  });
});

/** Reads PDFs, but for what fails. */
const pdfThatBreaks = (fails: {
  readonly open?: PdfError['reason'];
  readonly page?: PdfError['reason'];
}): PdfReader => ({
  name: 'pdfium',
  open: async (source, options) => {
    if (fails.open) throw new PdfError(fails.open, 'on purpose');
    const opened = await pdfiumReader.open(source, options);
    const { page: reason } = fails;
    return reason ? { ...opened, page: () => Promise.reject(new PdfError(reason, 'on purpose')) } : opened;
  },
});

const page = () => ({ width: 60, height: 80 });

async function jpeg(fileName: string, width = 100): Promise<GivenFile> {
  return { fileName, bytes: await cornerPicture(width, 140).jpeg().toBuffer() };
}

async function cutJpeg(fileName: string): Promise<GivenFile> {
  const noise = await sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer();
  return { fileName, bytes: noise.subarray(0, noise.length / 2) };
}

async function pdf(fileName: string, pageCount: number, hasBookmark = false): Promise<GivenFile> {
  const { pdf: built, save } = await buildPdf();
  for (let at = 0; at < pageCount; at += 1)
    built.addPage([200, 280]).drawText(`trang ${at}`, { x: 20, y: 100, size: 20 });
  if (hasBookmark) addBookmarks(built, [{ title: 'Chương 1', page: 1 }]);
  return { fileName, bytes: await save() };
}
