import type { PageScan } from '@diachi/domain';
import type { PagesFound, TakeTools, TakeWork } from './pages-found.ts';
import type { OpenPdf } from './pdf-reader.ts';
import { pdfRefusal } from './pdf-refusal.ts';
import { refusals } from './refusals.ts';
import { takePdfPage } from './take-pdf-page.ts';

/** Takes a PDF apart, one page at a time. A page that cannot be taken out is marked, and the others go on. */
export async function takePdf(tools: TakeTools, work: TakeWork): Promise<PagesFound> {
  const { limits, signal } = tools;
  const { original, path, firstPage } = work;
  const pdf = await openPdf(tools, work, path);
  try {
    const most = limits.maxPages - firstPage;
    if (pdf.pageCount === 0) throw refusals.noPages(original.fileName);
    if (pdf.pageCount > most) throw refusals.tooManyPages(original.fileName, limits.maxPages);
    const pages: PageScan[] = [];
    for (let inPdf = 0; inPdf < pdf.pageCount; inPdf += 1) {
      signal?.throwIfAborted();
      pages.push(await takePdfPage(tools, work, pdf, inPdf));
    }
    const bookmarks = pdf.bookmarks
      .filter(({ page }) => page < pdf.pageCount)
      .map((bookmark) => ({ ...bookmark, page: bookmark.page + firstPage }));
    return { pages, bookmarks };
  } catch (thrown) {
    throw pdfRefusal(thrown, original);
  } finally {
    await pdf.close();
  }
}

async function openPdf({ pdf, limits, signal }: TakeTools, { original }: TakeWork, path: string): Promise<OpenPdf> {
  try {
    return await pdf.open({ path }, { pageTimeMs: limits.pageTimeMs, signal });
  } catch (thrown) {
    throw pdfRefusal(thrown, original);
  }
}
