import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTrusted } from '@diachi/page-text';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { addImage, addScan, buildPdf, cornerPicture, cornersOf } from './contract/build-pdf.ts';
import { type GivenFile, type Intake, openIntake } from './contract/open-intake.ts';
import { pdfiumReader } from './pdfium-reader.ts';
import { popplerReader } from './poppler-reader.ts';

const PAGES = join(import.meta.dirname, '../../../test/fixtures/pages');

let opened: Intake | undefined;

afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

async function given(...files: readonly GivenFile[]): Promise<Intake> {
  opened = await openIntake(files);
  return opened;
}

describe('pages of a PDF', () => {
  test('scans come out as they were put in, with the dots per inch they have on the page', async () => {
    const { run, scan } = await given({
      fileName: 'sach.pdf',
      bytes: await readFile(join(PAGES, 's16-scanned-pdf/document.pdf')),
    });

    const { pages } = await run();

    expect(pages.map(({ type, dpi, textKey, damage }) => [type, dpi, textKey, damage])).toEqual(
      Array(5).fill(['image/jpeg', 200, null, null]),
    );
    expect((await sharp(await scan(pages[4])).metadata()).width).toBe(1_653);
  });

  test('born-digital pages are drawn at 300 dots per inch and keep their text', async () => {
    const { run, scan, text } = await given({
      fileName: 'so.pdf',
      bytes: await readFile(join(PAGES, 's17-born-digital-pdf/document.pdf')),
    });

    const { pages } = await run();
    const kept = await text(pages[0]);
    const { width, height } = await sharp(await scan(pages[0])).metadata();

    expect(pages.map(({ dpi, damage }) => [dpi, damage])).toEqual(Array(3).fill([300, null]));
    expect(kept).toMatchObject({
      kind: 'read',
      engine: { name: 'pdf-text', settings: { isUnderScan: false } },
      image: { widthPx: width, heightPx: height },
    });
    expect(isTrusted(kept)).toBe(true);
  });

  test('a mixed PDF gives each page what it needs', async () => {
    const { pdf, save } = await buildPdf();
    await addScan(pdf, await cornerPicture(400, 566).jpeg().toBuffer(), 90);
    const typed = pdf.addPage([595, 842]);
    for (let line = 0; line < 20; line += 1)
      typed.drawText('mot hai ba bon nam', { x: 60, y: 760 - line * 30, size: 14 });
    pdf.addPage([595, 842]);
    const { run, scan } = await given({ fileName: 'hon-hop.pdf', bytes: await save() });

    const { pages } = await run();

    expect(pages.map(({ type, textKey }) => [type, textKey !== null])).toEqual([
      ['image/jpeg', false],
      ['image/png', true],
      ['image/png', false],
    ]);
    expect(await cornersOf(await scan(pages[0]))).toBe('blue red white green');
  });

  test('good words hidden under a scan are kept, in pixels of the scan', async () => {
    const { pdf, save } = await buildPdf();
    const page = await addScan(pdf, await cornerPicture(400, 566).jpeg().toBuffer());
    for (let line = 0; line < 10; line += 1) {
      page.drawText('trang nay co chu', { x: 59.5, y: 757.8 - line * 50, size: 14, renderMode: 3 as never });
    }
    const { run, text } = await given({ fileName: 'sach.pdf', bytes: await save() });

    const { pages } = await run();
    const kept = await text(pages[0]);

    expect(kept.image).toMatchObject({ widthPx: 400, heightPx: 566 });
    // Some OCR program read them: nothing is to be learned from what it misread.
    expect(isTrusted(kept)).toBe(false);
    expect(kept).toMatchObject({ expectedError: 0 });
    expect(kept.kind === 'read' && kept.words.slice(0, 5).map((word) => word.text)).toEqual([
      'trang',
      'nay',
      'co',
      'chu',
      'trang',
    ]);
    const box = kept.kind === 'read' ? kept.words[0]?.box : undefined;
    expect(box?.x).toBeGreaterThanOrEqual(39);
    expect(box?.x).toBeLessThanOrEqual(41);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThanOrEqual(56);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(61);
  });

  test('one page that is lost does not take the others with it', async () => {
    const { pdf, save } = await buildPdf();
    for (let page = 0; page < 3; page += 1) pdf.addPage([200, 300]).drawText('trang', { x: 20, y: 100, size: 20 });
    const lost = pdf.getPage(1).ref.objectNumber;
    const bytes = Buffer.from(await save())
      .toString('latin1')
      .replace(`\n${lost} 0 obj`, `\n${lost + 700} 0 obj`);
    const { run } = await given({ fileName: 'sach.pdf', bytes: Buffer.from(bytes, 'latin1') });

    const { pages } = await run();

    expect(pages.map(({ damage, scanKey }) => [damage?.code ?? null, scanKey !== null])).toEqual([
      [null, true],
      ['original.page-damaged', false],
      [null, true],
    ]);
    expect(pages[1]?.damage?.details).toMatchObject({ fileName: 'sach.pdf', number: 2 });
  });

  test('a scan whose end is missing is kept and marked', async () => {
    const jpeg = await cornerPicture(400, 566).jpeg().toBuffer();
    const { pdf, save } = await buildPdf();
    await addScan(pdf, jpeg);
    await addScan(pdf, jpeg.subarray(0, jpeg.length - 400));
    const { run } = await given({ fileName: 'sach.pdf', bytes: await save() });

    const { pages } = await run();

    expect(pages.map(({ damage, scanKey }) => [damage?.code ?? null, scanKey !== null])).toEqual([
      [null, true],
      ['original.page-damaged', true],
    ]);
  });
});

describe('a picture in a PDF that cannot be decoded', () => {
  test.each([
    ['pdfium', pdfiumReader],
    ['poppler', popplerReader],
  ])('is no blank page of a scanned book: %s', async (_, pdf) => {
    const bytes = await readFile(join(PAGES, 's16-scanned-pdf/document.pdf'));
    const second = bytes.indexOf('stream\n\xff\xd8', 400_000, 'latin1') + 9;
    bytes.fill(0, second + 40, second + 200_040);
    const { run } = await given({ fileName: 'sach.pdf', bytes });

    const { pages } = await run({ pdf });

    expect(pages.map(({ damage }) => damage?.code ?? null)).toEqual([null, 'original.page-damaged', null, null, null]);
    expect(pages[1]?.damage?.details).toMatchObject({ number: 2 });
  });

  const broken = { Width: 400, Height: 566, ColorSpace: 'DeviceRGB', BitsPerComponent: 8 };

  test.each(['DCTDecode', 'JPXDecode', 'JBIG2Decode'])('is no blank page: %s', async (Filter) => {
    const { pdf, save } = await buildPdf();
    addImage(pdf, Buffer.alloc(600, 'rác'), { ...broken, Filter });
    pdf.addPage([200, 300]).drawText('trang', { x: 20, y: 100, size: 20 });
    const { run } = await given({ fileName: 'sach.pdf', bytes: await save() });

    const { pages } = await run();

    expect(pages.map(({ damage }) => damage?.code ?? null)).toEqual(['original.page-damaged', null]);
  });

  test('among other things leaves the page shown and marked', async () => {
    const { pdf, save } = await buildPdf();
    addImage(pdf, Buffer.alloc(600, 'rác'), { ...broken, Filter: 'JPXDecode' }).drawText('Hình 3', {
      x: 60,
      y: 60,
      size: 20,
    });
    pdf.addPage([200, 300]).drawText('trang', { x: 20, y: 100, size: 20 });
    const { run } = await given({ fileName: 'sach.pdf', bytes: await save() });

    const { pages } = await run();

    expect(pages.map(({ damage, scanKey }) => [damage?.code ?? null, scanKey !== null])).toEqual([
      ['original.page-damaged', true],
      [null, true],
    ]);
  });
});
