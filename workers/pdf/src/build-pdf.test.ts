import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { type DocumentRecord, Failure, keys, parseRecord, parseRevision } from '@diachi/domain';
import type { PageText, Word } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { createFileObjectStore } from '@diachi/store-files';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PDFDocument, PDFName } from 'pdf-lib';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPdf } from './build-pdf.ts';

describe('the PDF of a document', () => {
  test('gives back every word, in Unicode and in reading order, to programs that look for text', async () => {
    const { pdf } = await built([read([columnLeft, columnRight]), read([poem])]);

    expect(await textOf(pdf, 0)).toEqual(wordsOf([...columnLeft, ...columnRight]));
    expect(await textOf(pdf, 1)).toEqual(wordsOf(poem));
  });

  test.runIf(has('pdftotext'))('gives poppler the same words in the same order, however it looks', async () => {
    const { pdf, folder } = await built([read([columnLeft, columnRight])]);
    const path = join(folder, 'out.pdf');
    await writeFile(path, pdf);

    for (const way of ['-raw', '-nopgbrk']) {
      const found = execFileSync('pdftotext', ['-enc', 'UTF-8', way, path, '-'], { encoding: 'utf8' });
      expect(wordsOf([found])).toEqual(wordsOf([...columnLeft, ...columnRight]));
    }
  });

  test('stands the words where they are printed', async () => {
    const { pdf } = await built([read([['Mường Tè']])]);
    const [page] = await contentsOf(pdf);
    const [, x, y] = /1 0 0 1 ([\d.]+) ([\d.]+) Tm/.exec(page ?? '') ?? [];

    // 200 px from the left at 300 dpi; the baseline lies 230 px below the top of 3,508.
    expect(Number(x)).toBeCloseTo((200 * 72) / 300, 1);
    expect(Number(y)).toBeCloseTo(((3508 - 230) * 72) / 300, 0);
  });

  test('has a title, a language, labels and bookmarks', async () => {
    const { pdf } = await built([read([poem]), read([poem]), read([poem])], {
      labels: ['bìa', '7', '8'],
      bookmarks: [
        { title: 'Chương một', page: 1, level: 0 },
        { title: 'Mục 1', page: 2, level: 3 },
      ],
    });
    const document = await PDFDocument.load(pdf, { updateMetadata: false });
    const catalogue = document.catalog;

    expect(document.getTitle()).toBe(record.title);
    expect(document.getPageCount()).toBe(3);
    expect(catalogue.get(PDFName.of('Lang'))?.toString()).toBe(`<${Buffer.from('vi').toString('hex')}>`);
    expect(catalogue.get(PDFName.of('PageLabels'))?.toString().replace(/\s+/g, ' ')).toMatch(
      /\[ 0 << \/P <FEFF0062.*> >> 1 << \/S \/D \/St 7 >> \]/,
    );
    expect(await outlineOf(pdf)).toEqual(['Chương một', ' Mục 1']);
  });

  test('says that it is PDF/A-2b and what its colours mean', async () => {
    const { pdf } = await built([read([poem])]);
    const whole = Buffer.from(pdf).toString('utf8');

    expect(whole).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(whole).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(whole).toContain('/S /GTS_PDFA1');
    expect(whole).not.toMatch(/\/(JavaScript|Encrypt|SMask|EmbeddedFiles)\b/);
  });

  test.runIf(has('qpdf'))('has nothing qpdf finds wrong', async () => {
    const { pdf, folder } = await built([read([columnLeft, columnRight]), unreadable(null), read([[]])]);
    const path = join(folder, 'out.pdf');
    await writeFile(path, pdf);

    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
  });

  /** `VERAPDF` is the class path of veraPDF's greenfield application, which is not ours to ship. */
  const verapdf = process.env['VERAPDF'] ?? '';
  test.runIf(verapdf !== '')('passes veraPDF as PDF/A-2b, whatever its pages are like', async () => {
    const nom = '\u{20027}\u{2A6D6}\uFEFF\u0000';
    const pages = [
      read([columnLeft, columnRight]),
      read([[nom, '"'.repeat(3)]], { image: await jpeg({ channels: 4 }) }),
      read([poem], { image: await jpeg({ channels: 3 }) }),
      read([poem], { image: await blackAndWhite(), type: 'image/png' }),
      unreadable(null),
      read([[]]),
    ];
    const { pdf, folder } = await built(pages, { bookmarks: [{ title: 'Chương một', page: 1, level: 0 }] });
    const path = join(folder, 'out.pdf');
    await writeFile(path, pdf);
    const run = ['-cp', verapdf, 'org.verapdf.apps.GreenfieldCliWrapper', '-f', '2b', '--format', 'text', '-v', path];

    expect(execFileSync('java', run, { encoding: 'utf8' })).toMatch(/^PASS/);
  });

  test('of nothing but blank pages has no font and no words', async () => {
    const { pdf } = await built([read([[]])]);

    expect(await textOf(pdf, 0)).toEqual([]);
    expect(Buffer.from(pdf).includes('/Type0')).toBe(false);
  });

  test('crosses a page through when nothing of it could be drawn, and gives it the size of a sheet', async () => {
    const { pdf } = await built([unreadable(null), read([poem])]);
    const [page] = await contentsOf(pdf);
    const document = await PDFDocument.load(pdf);

    expect(page).toMatch(/^q 0\.6 G .* S Q$/);
    expect(document.getPage(0).getSize()).toEqual({ width: 595.276, height: 841.89 });
  });
});

describe('a page image in the PDF', () => {
  test('is the very JPEG that was stored', async () => {
    const image = await jpeg({ channels: 3 });

    const { pdf } = await built([read([poem], { image })]);

    expect(Buffer.from(pdf).includes(image)).toBe(true);
  });

  test('keeps the colour profile it came with, once for all pages', async () => {
    const image = await sharp(await jpeg({ channels: 3 }))
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();

    const { pdf } = await built([read([poem], { image }), read([poem], { image })]);

    expect(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/ICCBased (\d+) 0 R/g),
    ).toHaveLength(2);
    expect(
      new Set(
        Buffer.from(pdf)
          .toString('latin1')
          .match(/\/ICCBased \d+/g),
      ).size,
    ).toBe(1);
  });

  test('in four printing colours becomes one in three, as it looks', async () => {
    const image = await jpeg({ channels: 4 });

    const { pdf } = await built([read([poem], { image })]);

    expect(Buffer.from(pdf).toString('latin1')).not.toContain('DeviceCMYK');
    const [red, green, blue] = await pixelOf(pdf, 0);
    expect(red).toBeLessThan(120);
    expect(green).toBeGreaterThan(blue ?? 0);
  });

  test('in black and white is coded as a fax, black still black', async () => {
    const image = await blackAndWhite();

    const { pdf } = await built([read([poem], { image, type: 'image/png' })]);

    expect(Buffer.from(pdf).toString('latin1')).toContain('/CCITTFaxDecode');
    expect(await pixelOf(pdf, 0, { x: 0.25, y: 0.5 })).toEqual([0, 0, 0]);
    expect(await pixelOf(pdf, 0, { x: 0.75, y: 0.5 })).toEqual([255, 255, 255]);
  });

  test.each([0, 1, 2, 3, 4])(
    'in black and white keeps every pixel, however its rows were filtered (%i)',
    async (filter) => {
      const { image, black } = stripes(filter);

      const { pdf } = await built([read([poem], { image, type: 'image/png' })]);

      expect(Buffer.from(pdf).toString('latin1')).toContain('/CCITTFaxDecode');
      for (const x of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        expect(await pixelOf(pdf, 0, { x, y: 0.5 })).toEqual(black(x) ? [0, 0, 0] : [255, 255, 255]);
      }
    },
  );

  test.each([
    ['grey', (image: Sharp) => image.greyscale().png()],
    ['a palette', (image: Sharp) => image.png({ palette: true, colours: 16, dither: 0 })],
    ['true colour', (image: Sharp) => image.png()],
    ['a profile', (image: Sharp) => image.withIccProfile('srgb').png()],
    ['a palette and a profile', (image: Sharp) => image.withIccProfile('srgb').png({ palette: true, colours: 4 })],
    ['sixteen bits', (image: Sharp) => image.toColourspace('rgb16').png()],
    ['transparency', (image: Sharp) => image.ensureAlpha(1).png()],
    ['interlacing', (image: Sharp) => image.png({ progressive: true })],
  ])('as a PNG of %s looks as it was', async (_, write) => {
    const source = sharp({ create: { width: 40, height: 60, channels: 3, background: { r: 120, g: 120, b: 120 } } });
    const image = await write(source).toBuffer();

    const { pdf } = await built([read([poem], { image, type: 'image/png' })]);

    for (const value of await pixelOf(pdf, 0)) expect(Math.abs(value - 120)).toBeLessThanOrEqual(2);
  });
});

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
      receivedAt: '',
    };
    await tools.store.put(keys.record(revision.documentId), json(kept), 'application/json');

    await buildPdf({ store: tools.store, scratchDir: tools.scratchDir }, { revision, pageCount: 1 });

    const document = await PDFDocument.load(await tools.store.get(keys.pdf(revision)));
    expect(document.getTitle()).toBe(record.title);
  });
});

const revision = parseRevision({ documentId: '0000000000000001', number: 1 });
const record: DocumentRecord = parseRecord({
  title: 'Địa chí Mường Tè & «vùng cao»',
  library: 'tinh',
  language: 'vie+fra',
});

const columnLeft = [
  'Địa chí huyện Mường Tè chép rằng',
  'năm Giáp Ngọ nước lũ tràn về bản,',
  'người già dắt trẻ nhỏ lên đồi cao;',
  'thóc lúa, trâu bò trôi theo dòng.',
  'Ông Lò Văn Ủn giữ được quyển sổ',
  'ghi tên từng hộ, nay còn ở đình.',
];
const columnRight = [
  'Sách ấy gồm ba quyển, bìa giấy dó,',
  'chữ Nôm viết tay, nét còn rõ ràng.',
  'Trang đầu đề: «Ký sự vùng biên».',
  'Kế đến là bản đồ vẽ bằng mực đỏ,',
  'sông Đà uốn khúc qua bảy mường,',
  'chợ phiên họp vào ngày Thìn, Tuất.',
];
const poem = ['Ễnh ương kêu ộp', 'gỡ ỷ ạ ẵ ở ừ', 'Œuvre complète — 1954'];

type Page = { readonly text: PageText; readonly image: Buffer | null };

const reading = {
  version: 1,
  engine: { name: 'tesseract.js', version: '7.0.0', model: 'vie', settings: {} },
  treatments: [],
} as const;

const word = (text: string): Word => ({
  text,
  box: { x: 0, y: 0, width: 1, height: 1 },
  confidence: 0.9,
  line: 0,
  block: 0,
});

let grey: Buffer;
let library: PDFiumLibrary;
const folders: string[] = [];

beforeAll(async () => {
  grey = await jpeg({ channels: 1 });
  library = await PDFiumLibrary.init();
});

afterAll(async () => {
  library.destroy();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A page with columns of lines, set in 12 point type at 300 dpi: boxes go round the ink. */
function read(
  columns: readonly (readonly string[])[],
  { image = grey, type = 'image/jpeg' }: { image?: Buffer; type?: 'image/jpeg' | 'image/png' } = {},
): Page {
  let line = 0;
  const words = columns.flatMap((lines, block) => lines.flatMap((text, row) => printLine(text, block, row, line++)));
  const size = { widthPx: 2480, heightPx: 3508, dpi: 300, type };
  return { text: { ...reading, image: size, kind: 'read', words, damage: null }, image };
}

function printLine(text: string, block: number, row: number, line: number): readonly Word[] {
  let x = 200 + block * 1150;
  const baseline = 230 + row * 68;
  return text
    .split(' ')
    .filter(Boolean)
    .map((part): Word => {
      const box = { x, y: baseline - 40, width: part.length * 24, height: /[gyqp,;ạộ]/.test(part) ? 50 : 40 };
      x += box.width + 14;
      return { text: part, box, confidence: 0.9, line, block };
    });
}

function unreadable(image: Buffer | null): Page {
  const reason = { kind: 'invalid', code: 'scan.truncated', message: 'Cut short.', details: {} } as const;
  return { text: { ...reading, image: null, kind: 'unreadable', reason }, image };
}

const jpeg = ({ channels }: { readonly channels: 1 | 3 | 4 }): Promise<Buffer> => {
  const picture = sharp({ create: { width: 200, height: 280, channels: 3, background: { r: 30, g: 160, b: 60 } } });
  if (channels === 1) return picture.greyscale().jpeg().toBuffer();
  return (channels === 4 ? picture.toColourspace('cmyk') : picture).jpeg().toBuffer();
};

/** Left half black, right half white, one bit a pixel. */
const blackAndWhite = (): Promise<Buffer> =>
  sharp({ create: { width: 600, height: 900, channels: 3, background: 'white' } })
    .composite([{ input: { create: { width: 300, height: 900, channels: 3, background: 'black' } }, left: 0, top: 0 }])
    .png({ palette: true, colours: 2 })
    .toBuffer();

/** A PNG of five wide stripes, black first, written by hand with one of the five filters of PNG on every row. */
function stripes(filter: number) {
  const [widthPx, heightPx, rowBytes] = [1003, 400, 126];
  const black = (x: number) => Math.floor(x * 5) % 2 === 0;
  const row = Buffer.alloc(rowBytes);
  for (let x = 0; x < widthPx; x++) if (!black(x / widthPx)) row[x >> 3] = (row[x >> 3] ?? 0) | (0x80 >> (x & 7));
  const rows = Array.from({ length: heightPx }, (_, y) => {
    const above = y === 0 ? Buffer.alloc(rowBytes) : row;
    const filtered = row.map((byte, place) => {
      const [left, up, corner] = [row[place - 1] ?? 0, above[place] ?? 0, above[place - 1] ?? 0];
      const paeth = [left, up, corner].toSorted(
        (one, other) => Math.abs(left + up - corner - one) - Math.abs(left + up - corner - other),
      )[0];
      return byte - ([0, left, up, (left + up) >> 1, paeth ?? 0][filter] ?? 0);
    });
    return Buffer.concat([Buffer.of(filter), filtered]);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 0 })), chunk('IEND')];
  return { image: Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]), black };
}

function chunk(kind: string, body = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

type Told = { labels?: readonly string[]; bookmarks?: readonly { title: string; page: number; level: number }[] };

async function prepared(pages: readonly Page[], { labels, bookmarks = [] }: Told = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-pdf-'));
  folders.push(folder);
  const store = await createFileObjectStore({ folder: join(folder, 'store') });
  const scratchDir = await mkdtemp(join(folder, 'scratch-'));
  const scans = pages.map((_, page) => ({
    page,
    label: labels?.[page] ?? String(page + 1),
    scanKey: null,
    type: null,
    dpi: null,
    textKey: null,
    damage: null,
  }));
  await store.put(keys.pageList(revision), json({ pages: scans, bookmarks }), 'application/json');
  for (const [page, { text, image }] of pages.entries()) {
    await store.put(keys.text(revision, page), json(text), 'application/json');
    if (image) await store.put(keys.image(revision, page), image, 'image/jpeg');
  }
  const catalogue = { document: async () => ({ record }) as never };
  return { folder, tools: { store, scratchDir, catalogue } };
}

async function built(pages: readonly Page[], told: Told = {}) {
  const { folder, tools } = await prepared(pages, told);
  await buildPdf(tools, { revision, pageCount: pages.length });
  return { folder, tools, pdf: await tools.store.get(keys.pdf(revision)) };
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

const wordsOf = (lines: readonly string[]) => lines.join(' ').split(/\s+/).filter(Boolean);

async function textOf(pdf: Uint8Array, page: number): Promise<readonly string[]> {
  const document = await library.loadDocument(pdf);
  try {
    return wordsOf([document.getPage(page).getText()]);
  } finally {
    document.destroy();
  }
}

/** Red, green and blue at a place of a page, in parts of its width and height. */
async function pixelOf(pdf: Uint8Array, page: number, place = { x: 0.5, y: 0.5 }): Promise<readonly number[]> {
  const document = await library.loadDocument(pdf);
  try {
    const { data, width, height } = await document.getPage(page).render({ scale: 0.2, render: 'bitmap' });
    const start = (Math.floor(place.y * height) * width + Math.floor(place.x * width)) * 4;
    return [...data.subarray(start, start + 3)];
  } finally {
    document.destroy();
  }
}

async function contentsOf(pdf: Uint8Array): Promise<readonly string[]> {
  const document = await PDFDocument.load(pdf);
  return document.getPages().map((page) => {
    const stream = page.node.Contents() as unknown as { getContents(): Uint8Array };
    return inflateSync(stream.getContents()).toString('latin1');
  });
}

async function outlineOf(pdf: Uint8Array): Promise<readonly string[]> {
  const file = Buffer.from(pdf).toString('latin1');
  const items = [...file.matchAll(/\/Title <FEFF([0-9A-F]+)>\s+\/Parent (\d+)/g)];
  const parents = new Set(items.map(([, , parent]) => parent));
  const [top] = parents;
  return items.map(([, hex = '', parent]) => `${parent === top ? '' : ' '}${decode(hex)}`);
}

const decode = (hex: string) => new TextDecoder('utf-16be').decode(Buffer.from(hex, 'hex'));

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

function has(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
