import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPdfiumDocument } from './pdfium-document.ts';

const SCANNED = join(import.meta.dirname, '../../../test/fixtures/pages/s16-scanned-pdf/document.pdf');
const TYPED = join(import.meta.dirname, '../../../test/fixtures/pages/s17-born-digital-pdf/document.pdf');

test.each([SCANNED, TYPED])('a PDF that is closed and opened between its pages reads the same: %s', async (path) => {
  const [once, anew] = await Promise.all([openPdfiumDocument({ path }), openPdfiumDocument({ path }, 0)]);

  for (let page = 0; page < once.pageCount; page += 1) {
    expect(await anew.page(page)).toEqual(await once.page(page));
    expect(await anew.words(page)).toEqual(await once.words(page));
  }
  const [first, second] = await Promise.all([once, anew].map((pdf) => pdf.draw(1, { widthPx: 300, heightPx: 424 })));
  expect(Buffer.from(second?.bytes ?? []).equals(Buffer.from(first?.bytes ?? []))).toBe(true);
  await Promise.all([once.close(), anew.close()]);
});

test('a page there is no memory for is not called damaged', async () => {
  const pdf = await openPdfiumDocument({ path: TYPED });

  await expect(pdf.draw(0, { widthPx: 30_000, heightPx: 30_000 })).rejects.toMatchObject({ reason: 'crashed' });

  await pdf.close();
});
