import type { Bookmark } from '@diachi/domain';
import type { Pdfium } from './pdfium-library.ts';
import { text16 } from './pdfium-text16.ts';

const MAX_BOOKMARKS = 20_000;
const MAX_LEVEL = 16;

/** The headings of a PDF that lead to one of its pages, in order. A list that leads back into itself is cut there. */
export function readBookmarks(pdfium: Pdfium, document: number): readonly Bookmark[] {
  const { call } = pdfium;
  const found: Bookmark[] = [];
  const seen = new Set<number>();

  const targetOf = (bookmark: number): number => {
    const direct = call.FPDFBookmark_GetDest(document, bookmark);
    const action = direct === 0 ? call.FPDFBookmark_GetAction(bookmark) : 0;
    const target = direct === 0 && action !== 0 ? call.FPDFAction_GetDest(document, action) : direct;
    return target === 0 ? -1 : call.FPDFDest_GetDestPageIndex(document, target);
  };

  const walk = (parent: number, level: number): void => {
    let bookmark = call.FPDFBookmark_GetFirstChild(document, parent);
    while (bookmark !== 0 && !seen.has(bookmark) && seen.size < MAX_BOOKMARKS) {
      seen.add(bookmark);
      const here = bookmark;
      const page = targetOf(here);
      const title = text16(pdfium, (buffer, sizeBytes) => call.FPDFBookmark_GetTitle(here, buffer, sizeBytes));
      const line = title
        .normalize('NFC')
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim();
      if (page >= 0 && line !== '') found.push({ title: line, page, level });
      if (level < MAX_LEVEL) walk(here, level + 1);
      bookmark = call.FPDFBookmark_GetNextSibling(document, here);
    }
  };

  walk(0, 0);
  return found;
}
