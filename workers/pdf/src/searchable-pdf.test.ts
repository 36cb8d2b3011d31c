import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Original } from '@diachi/domain';
import { PDFDocument, PDFName } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../test/judges/lacks-judge.ts';
import { built, record } from './testing/built-pdf.ts';
import { blackAndWhite, jpeg } from './testing/pictures.ts';
import { columnLeft, columnRight, poem, read, unreadable } from './testing/printed-pages.ts';
import { contentsOf, outlineOf, textOf, wordsOf } from './testing/read-pdf.ts';

describe('the PDF of a document', () => {
  test('gives back every word, in Unicode and in reading order, to programs that look for text', async () => {
    const { pdf } = await built([read([columnLeft, columnRight]), read([poem])]);

    expect(await textOf(pdf, 0)).toEqual(wordsOf([...columnLeft, ...columnRight]));
    expect(await textOf(pdf, 1)).toEqual(wordsOf(poem));
  });

  test.skipIf(lacksJudge('pdftotext', 'poppler-utils')).each([
    ['close together', 52],
    ['as in a book', 68],
    ['far apart', 84],
  ])('gives poppler the words of columns in order, their lines %s, however it looks', async (_, lineDistance) => {
    const { pdf, folder } = await built([read([columnLeft, columnRight], { lineDistance })]);
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
    const [, x, y] = / Tz ([\d.]+) ([\d.]+) Td/.exec(page ?? '') ?? [];

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

  test('does not say what an original was called, where nobody has given it a title yet', async () => {
    const originals = [scanCalled('trang.jpg'), scanCalled('địa chí Mường Tè & «vùng cao».jpg')];
    const { pdf } = await built([read([poem])], { originals });
    const document = await PDFDocument.load(pdf, { updateMetadata: false });

    expect(document.getTitle()).toBeUndefined();
    expect(document.catalog.has(PDFName.of('ViewerPreferences'))).toBe(false);
    expect(Buffer.from(pdf).toString('utf8')).not.toContain('Mường');
    expect(Buffer.from(pdf).toString('utf8')).not.toContain('dc:title');
  });

  test('says that it is PDF/A-2u and what its colours mean', async () => {
    const { pdf } = await built([read([poem])]);
    const whole = Buffer.from(pdf).toString('utf8');

    expect(whole).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(whole).toContain('<pdfaid:conformance>U</pdfaid:conformance>');
    expect(whole).toContain('/S /GTS_PDFA1');
    expect(whole).not.toMatch(/\/(JavaScript|Encrypt|SMask|EmbeddedFiles)\b/);
  });

  test.skipIf(lacksJudge('qpdf', 'qpdf'))('has nothing qpdf finds wrong', async () => {
    const { pdf, folder } = await built([read([columnLeft, columnRight]), unreadable(null), read([[]])]);
    const path = join(folder, 'out.pdf');
    await writeFile(path, pdf);

    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
  });

  /** `VERAPDF` is the class path of veraPDF's greenfield application, which is not ours to ship. */
  const verapdf = process.env['VERAPDF'] ?? '';
  test.runIf(verapdf !== '')('passes veraPDF as PDF/A-2u, whatever its pages are like', async () => {
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
    const run = ['-cp', verapdf, 'org.verapdf.apps.GreenfieldCliWrapper', '-f', '2u', '--format', 'text', '-v', path];

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

const scanCalled = (fileName: string): Original => ({
  checksum: 'a'.repeat(64) as Original['checksum'],
  fileName,
  sizeBytes: 9,
  type: 'image/jpeg',
});
