import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { Failure, keys, overloaded, type PageScan, parseDocumentId, parseRecord, UNRECKONED } from '@diachi/domain';
import { ocrPageJob } from '@diachi/jobs';
import { type PageText, parsePageText, type Word } from '@diachi/page-text';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { createFileObjectStore } from '@diachi/store-files';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OcrEngine } from './engines/ocr-engine.ts';
import { ocrPage } from './ocr-page.ts';
import { pageScansIn } from './read-page-scan.ts';
import { READING_STEPS, type ReadingStep, type ReadingSteps } from './reading/reading-steps.ts';
import { openScan, turnGrey } from './scan/sharp-scan-adapter.ts';

const revision = { documentId: parseDocumentId('0123456789abcdef'), number: 1 };
const work = { revision, page: 0 };
const scanKey = keys.scan(revision, 0);
const typed = new URL('../../../test/fixtures/pages/s13-low-150dpi/page.jpg', import.meta.url);

let folder: string;
let store: ObjectStore;
let catalogue: Catalogue;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ocr-page-'));
  store = await createFileObjectStore({ folder });
  catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') });
  const record = parseRecord({ title: 'Địa chí', library: 'tinh', language: 'vie+fra' });
  await catalogue.receive({ id: revision.documentId, record, originals: [] });
  await catalogue.openRevision(revision, [{ page: 0, label: '1', state: 'waiting', ...UNRECKONED }]);
});

afterEach(async () => {
  await catalogue.close();
  await store.close();
  await rm(folder, { recursive: true });
});

describe('reading a page', () => {
  test('a page is kept with its words, in the languages of its record, and the catalogue knows', async () => {
    await keepScan(await readFile(typed));
    const engine = reading([word]);

    // Read once, in all its languages.
    await ocrPage({ ...tools(engine), steps: without('reread') }, work);

    const text = await kept();
    expect(text).toMatchObject({
      kind: 'read',
      blocks: [{ role: 'text' }],
      furtherEngines: [],
      expectedError: expect.any(Number),
      damage: null,
      image: { type: 'image/jpeg', dpi: 150 },
    });
    expect(engine.read).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ language: 'vie+fra' }),
      undefined,
    );
    expect(await store.has(keys.image(revision, 0))).toBe(true);
    expect(await states()).toEqual(['read']);
  });

  test('what was done to a page is written down, and its image is straightened with it', async () => {
    await keepScan(await readFile(typed));

    await ocrPage(tools(reading([word])), work);

    const { treatments, image } = await kept();
    expect(treatments.map(({ step }) => step)).toEqual(['straightened']);
    expect(treatments[0]?.amount).toBeCloseTo(-0.7, 1);
    const { width, height } = await sharp(await store.get(keys.image(revision, 0))).metadata();
    expect([width, height]).toEqual([image?.widthPx, image?.heightPx]);
  });

  test('a page that is mostly wrong is given up, and what read it and what was seen of it is written down', async () => {
    await keepScan(await readFile(typed));

    await ocrPage({ ...tools(reading([word])), steps: without('reread'), mostExpectedError: 0.01 }, work);

    expect(await kept()).toMatchObject({
      kind: 'unreadable',
      reason: { code: 'ocr.mostly-wrong' },
      engine: about,
      treatments: [{ step: 'straightened' }],
      look: { kind: 'text', columns: 1 },
    });
  });

  test('a page that was read before is not read again, and the catalogue is told again', async () => {
    await keepScan(await readFile(typed));
    await ocrPage(tools(reading([word])), work);
    await catalogue.setPage(revision, 0, { ...UNRECKONED, state: 'waiting' });
    const put = vi.spyOn(store, 'put');
    const engine = reading([word]);

    await ocrPage(tools(engine), work);

    expect(engine.read).not.toHaveBeenCalled();
    expect(put).not.toHaveBeenCalled();
    expect(await states()).toEqual(['read']);
  });

  test('a page with good text of its own keeps it, and no engine is asked', async () => {
    await keepScan(await paper().jpeg().toBuffer(), { textKey: keys.existingText(revision, 0) });
    const own: PageText = {
      version: 1,
      kind: 'read',
      image: null,
      engine: pdfText,
      treatments: [],
      look: null,
      words: [word],
      blocks: [],
      furtherEngines: [],
      expectedError: null,
      damage: null,
    };
    await store.put(keys.existingText(revision, 0), Buffer.from(JSON.stringify(own)), 'application/json');
    const engine = reading([]);

    await ocrPage(tools(engine), work);

    expect(await kept()).toMatchObject({
      kind: 'read',
      engine: pdfText,
      words: [word],
      image: { widthPx: 800, heightPx: 1_000 },
    });
    expect(engine.read).not.toHaveBeenCalled();
  });

  test('an empty page is blank, and no engine is asked', async () => {
    await keepScan(await paper().jpeg().toBuffer());
    const engine = reading([]);

    await ocrPage(tools(engine), work);

    expect(await kept()).toMatchObject({ kind: 'blank', image: { widthPx: 800 } });
    expect(engine.read).not.toHaveBeenCalled();
    expect(await states()).toEqual(['blank']);
  });

  test('a dusty page on which nothing can be read is blank', async () => {
    await keepScan(await dusty().jpeg().toBuffer());

    await ocrPage(tools(reading([])), work);

    expect((await kept()).kind).toBe('blank');
  });

  test('a page of text is never called blank, whatever the engine says', async () => {
    await keepScan(await readFile(typed));

    await ocrPage(tools(reading([])), work);

    expect(await kept()).toMatchObject({ kind: 'read', words: [] });
  });
});

describe('a page that cannot be used', () => {
  test('a file that is no picture is unreadable, and the document goes on', async () => {
    await keepScan(Buffer.from('no picture'));

    await ocrPage(tools(reading([])), work);

    expect(await kept()).toMatchObject({ kind: 'unreadable', image: null, reason: { code: 'scan.damaged' } });
    expect(await states()).toEqual(['unreadable']);
  });

  test('a page that intake could not take out is unreadable for intake’s reason', async () => {
    const damage = { kind: 'invalid', code: 'pdf.page-damaged', message: 'The page is damaged.', details: {} } as const;
    await keepList({ scanKey: null, damage });

    await ocrPage(tools(reading([])), work);

    expect(await kept()).toMatchObject({ kind: 'unreadable', reason: damage });
  });

  test('a page that breaks off is read as far as it goes, and says so', async () => {
    const whole = await readFile(typed);
    await keepScan(whole.subarray(0, whole.length * 0.6));

    await ocrPage(tools(reading([word])), work);

    const text = await kept();
    expect(text).toMatchObject({ kind: 'read', damage: { code: 'scan.broken-off' } });
    expect(text.treatments[0]).toEqual({ step: 'salvaged', amount: null });
    expect(await catalogue.pages(revision)).toMatchObject([{ state: 'read', reason: { code: 'scan.broken-off' } }]);
  });

  test('a page that breaks off before its first word is unreadable, not blank', async () => {
    const whole = await readFile(typed);
    await keepScan(whole.subarray(0, 2_000));

    await ocrPage(tools(reading([])), work);

    expect(await kept()).toMatchObject({ kind: 'unreadable', reason: { code: 'scan.broken-off' } });
    expect(await states()).toEqual(['unreadable']);
  });

  test('a page no engine gets through is unreadable, with its image', async () => {
    await keepScan(await readFile(typed));
    const late = new Failure('invalid', 'ocr.timed-out', 'Not read in 180 seconds.');

    await ocrPage(tools(failing(late)), work);

    expect(await kept()).toMatchObject({
      kind: 'unreadable',
      reason: { code: 'ocr.timed-out' },
      image: { widthPx: 1_240 },
    });
    expect(await store.has(keys.image(revision, 0))).toBe(true);
  });
});

describe('a page over which the engine dies each time', () => {
  test('is tried its few times, then unreadable with its image and the reason', async () => {
    await keepScan(await readFile(typed));
    const engine = dyingOver((image) => image.width > 200);

    for (let attempt = 1; attempt < ocrPageJob.attempts; attempt += 1) {
      await expect(ocrPage(tools(engine), work, { attempt })).rejects.toMatchObject({ code: 'machine.overloaded' });
      expect(await store.has(keys.text(revision, 0))).toBe(false);
    }
    await ocrPage(tools(engine), work, { attempt: ocrPageJob.attempts });

    expect(await kept()).toMatchObject({
      kind: 'unreadable',
      reason: { code: 'ocr.gave-up', details: { times: 3 } },
      image: { widthPx: 1_240 },
    });
    expect(await store.has(keys.image(revision, 0))).toBe(true);
    expect(await catalogue.pages(revision)).toMatchObject([{ state: 'unreadable', reason: { code: 'ocr.gave-up' } }]);
  });

  test('is not to blame when the engine dies over an empty sheet too', async () => {
    await keepScan(await readFile(typed));

    const trying = ocrPage(tools(dyingOver(() => true)), work, { attempt: ocrPageJob.attempts });

    await expect(trying).rejects.toMatchObject({ kind: 'unavailable', code: 'machine.overloaded' });
    expect(await store.has(keys.text(revision, 0))).toBe(false);
    expect(await states()).toEqual(['waiting']);
  });

  test('is not looked at again when the process itself died each time', async () => {
    await keepScan(await readFile(typed));
    const engine = reading([word]);
    const look = vi.fn(openScan);

    await ocrPage({ ...tools(engine), openScan: look }, work, { attempt: ocrPageJob.attempts + 1 });

    expect(engine.read).not.toHaveBeenCalled();
    expect(look).not.toHaveBeenCalled();
    expect(await kept()).toMatchObject({ kind: 'unreadable', image: null, reason: { details: { times: 3 } } });
    expect(await states()).toEqual(['unreadable']);
  });

  test.each([
    new Failure('unavailable', 'store.unavailable', 'The store is away.'),
    new Failure('unavailable', 'scratch.full', 'There is no room.'),
    new Failure('unavailable', 'ocr.engine-unavailable', 'It does not start.'),
    new Failure('unavailable', 'ocr.stopped', 'Reading was stopped.'),
  ])('is unreadable for nothing else that may pass: $code', async (failure) => {
    await keepScan(await readFile(typed));

    await expect(ocrPage(tools(failing(failure)), work, { attempt: ocrPageJob.attempts })).rejects.toBe(failure);
    expect(await store.has(keys.text(revision, 0))).toBe(false);
  });

  test('is told again once it is known, however often it was delivered', async () => {
    await keepScan(await readFile(typed));
    await ocrPage(tools(reading([word])), work);

    await ocrPage(tools(reading([])), work, { attempt: ocrPageJob.attempts + 1 });

    expect(await states()).toEqual(['read']);
  });
});

describe('what may pass', () => {
  test('a store that is away is a failure, and nothing is written', async () => {
    await keepScan(await readFile(typed));
    const away = new Failure('unavailable', 'store.unavailable', 'The store is away.');
    vi.spyOn(store, 'put').mockRejectedValue(away);

    await expect(ocrPage(tools(reading([word])), work)).rejects.toBe(away);
    expect(await store.has(keys.text(revision, 0))).toBe(false);
    expect(await states()).toEqual(['waiting']);
  });

  test('an engine that does not start is a failure, not an unreadable page', async () => {
    await keepScan(await readFile(typed));
    const away = new Failure('unavailable', 'ocr.engine-unavailable', 'It does not start.');

    await expect(ocrPage(tools(failing(away)), work)).rejects.toBe(away);
    expect(await store.has(keys.text(revision, 0))).toBe(false);
  });

  test('a list of pages that is damaged is told so', async () => {
    await store.put(keys.pageList(revision), Buffer.from('{"pages":[{}]}'), 'application/json');

    await expect(ocrPage(tools(reading([])), work)).rejects.toMatchObject({ code: 'page-list.broken' });
  });
});

const word: Word = { text: 'thư', box: { x: 10, y: 10, width: 40, height: 20 }, confidence: 0.9, line: 0, block: 0 };
const pdfText = { name: 'pdf-text', version: '1', model: '', settings: {} } as const;
const about = { name: 'tesseract.js', version: '1', model: 'vie', settings: {} } as const;

/** An engine that finds these words; enough of them that the page is well read. */
const reading = (words: readonly Word[]) => ({
  read: vi.fn<OcrEngine['read']>(async () => ({
    words: Array.from({ length: 400 }, () => words).flat(),
    engine: about,
  })),
  close: async () => {},
});

const failing = (failure: Failure): OcrEngine => ({ read: () => Promise.reject(failure), close: async () => {} });

/** An engine that is killed, as by a system without memory, over some pictures and reads the others. */
const dyingOver = (isDeadly: (image: Parameters<OcrEngine['read']>[0]) => boolean): OcrEngine => ({
  read: async (image) => {
    if (isDeadly(image)) throw overloaded();
    return { words: [], engine: about };
  },
  close: async () => {},
});

const without = (step: ReadingStep): ReadingSteps => new Set(READING_STEPS.filter((one) => one !== step));

const tools = (engine: OcrEngine) => ({
  store,
  catalogue,
  readPageScan: pageScansIn(store),
  findLanguageModel: async () => null,
  engine,
  openScan,
  turnGrey,
  maxPixels: 50_000_000,
});

const kept = async () => parsePageText(await store.get(keys.text(revision, 0)));

const states = async () => (await catalogue.pages(revision)).map(({ state }) => state);

async function keepScan(bytes: Uint8Array, page: Partial<PageScan> = {}): Promise<void> {
  await store.put(scanKey, bytes, 'image/jpeg');
  await keepList({ scanKey, ...page });
}

async function keepList(page: Partial<PageScan>): Promise<void> {
  const scan = {
    page: 0,
    label: '1',
    scanKey: null,
    type: 'image/jpeg',
    dpi: 150,
    textKey: null,
    blocks: [],
    furtherEngines: [],
    expectedError: null,
    damage: null,
    ...page,
  };
  await store.put(
    keys.pageList(revision),
    Buffer.from(JSON.stringify({ pages: [scan], bookmarks: [] })),
    'application/json',
  );
}

const paper = () => sharp({ create: { width: 800, height: 1_000, channels: 3, background: '#f4f1e6' } });

const dusty = () =>
  paper().composite(
    Array.from({ length: 12 }, (_, speck) => ({
      input: { create: { width: 6, height: 6, channels: 3 as const, background: '#202020' } },
      left: 40 + ((speck * 211) % 700),
      top: 40 + ((speck * 367) % 900),
    })),
  );
