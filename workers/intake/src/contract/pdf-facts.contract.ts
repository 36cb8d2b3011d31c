import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { A4, addBookmarks, buildPdf, cornersOf, drawCorners, labelPages } from './build-pdf.ts';
import { BORN_DIGITAL, type PdfOpener, UPRIGHT } from './open-pdfs.ts';

/** What a PDF says of itself, and what cannot be read. */
export function pdfFactsContract({ reader, openBytes, fileOf, drawn }: PdfOpener): void {
  describe('what a PDF says of itself', () => {
    test('labels and headings are those the PDF gives', async () => {
      const { pdf, save } = await buildPdf();
      for (let page = 0; page < 4; page += 1) pdf.addPage([A4.width, A4.height]);
      labelPages(pdf, 2);
      addBookmarks(pdf, [
        { title: 'Lời nói đầu', page: 0 },
        { title: 'Chương 1', page: 2, under: [{ title: 'Đất đai', page: 3 }] },
      ]);

      const read = await openBytes(await save());

      expect(read.pageCount).toBe(4);
      expect(await Promise.all([0, 1, 2, 3].map(async (page) => (await read.page(page)).label))).toEqual([
        'i',
        'ii',
        '1',
        '2',
      ]);
      expect(read.bookmarks).toEqual([
        { title: 'Lời nói đầu', page: 0, level: 0 },
        { title: 'Chương 1', page: 2, level: 0 },
        { title: 'Đất đai', page: 3, level: 1 },
      ]);
    });

    test('an outline that leads back into itself ends', async () => {
      const { pdf, save } = await buildPdf();
      pdf.addPage([A4.width, A4.height]);
      addBookmarks(pdf, [
        { title: 'một', page: 0 },
        { title: 'hai', page: 0 },
      ]);
      const bytes = Buffer.from(await save()).toString('latin1');
      const looped = bytes.replace(/\/Next (\d+) 0 R/, (_, next: string) => `/Next ${Number(next) - 1} 0 R`);

      const read = await openBytes(Buffer.from(looped, 'latin1'));

      expect(read.bookmarks.length).toBeLessThanOrEqual(2);
    });

    test('a page without a label has none', async () => {
      const { pdf, save } = await buildPdf();
      pdf.addPage([A4.width, A4.height]);

      const read = await openBytes(await save());

      expect((await read.page(0)).label).toBeNull();
    });
  });

  describe('what cannot be read', () => {
    const options = { pageTimeMs: 30_000 };

    test('a PDF with a password is told from a damaged one', async () => {
      const { pdf, save } = await buildPdf();
      pdf.addPage();
      await pdf.encrypt({ userPassword: 'bi mat', ownerPassword: 'chu' });
      const path = await fileOf(await save());

      await expect(reader.open({ path }, options)).rejects.toMatchObject({ reason: 'encrypted' });
    });

    test('a PDF that only forbids changes is read', async () => {
      const { pdf, save } = await buildPdf();
      drawCorners(pdf.addPage([A4.width, A4.height]));
      await pdf.encrypt({ userPassword: '', ownerPassword: 'chu' });

      const read = await openBytes(await save());

      expect(await cornersOf((await drawn(read)).bytes)).toBe(UPRIGHT);
    });

    test.each([
      ['nothing after its header', '%PDF-1.7\n'],
      ['noise', `%PDF-1.7\n${'x'.repeat(5_000)}`],
    ])('%s is damaged', async (_, content) => {
      const path = await fileOf(content);

      await expect(reader.open({ path }, options)).rejects.toMatchObject({ reason: 'damaged' });
    });

    test('a page that is missing does not keep the others from being read', async () => {
      const { pdf, save } = await buildPdf();
      for (let page = 0; page < 3; page += 1) drawCorners(pdf.addPage([A4.width, A4.height]));
      const lost = pdf.getPage(1).ref;
      const bytes = Buffer.from(await save()).toString('latin1');
      const broken = bytes.replace(`\n${lost.objectNumber} 0 obj`, `\n${lost.objectNumber + 700} 0 obj`);

      const read = await openBytes(Buffer.from(broken, 'latin1'));

      expect(read.pageCount).toBe(3);
      await expect(read.page(1)).rejects.toMatchObject({ reason: 'page-damaged' });
      expect(await cornersOf((await drawn(read, 2)).bytes)).toBe(UPRIGHT);
    });

    test('what takes too long is stopped', async () => {
      const path = join(BORN_DIGITAL, 'document.pdf');

      await expect(reader.open({ path }, { pageTimeMs: 1 })).rejects.toMatchObject({ reason: 'too-slow' });
    });

    test('a page is not waited for once the work is called off', async () => {
      const stop = new AbortController();
      const read = await reader.open({ path: join(BORN_DIGITAL, 'document.pdf') }, { ...options, signal: stop.signal });

      const drawing = read.draw(0, { widthPx: 2_000, heightPx: 2_800 });
      stop.abort(new Error('called off'));

      await expect(drawing).rejects.toThrow('called off');
      await read.close();
    });
  });
}
