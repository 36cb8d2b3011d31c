import type { Bookmark } from '@diachi/domain';
import { type PdfFields, type PdfReference, type PdfWriter, pdfText } from './pdf-writer.ts';

type Item = { readonly bookmark: Bookmark; readonly reference: PdfReference; readonly children: Item[] };

const MOST_LEVELS = 20;

/** Writes bookmarks as the document's outline (ISO 32000-1, 12.3.3), the first level open. Null when there are none. */
export async function writeOutline(
  writer: PdfWriter,
  bookmarks: readonly Bookmark[],
  pages: readonly PdfReference[],
): Promise<PdfReference | null> {
  const items = nest(
    writer,
    bookmarks.filter(({ page }) => pages[page] !== undefined),
  );
  if (items.length === 0) return null;
  const root = writer.reserve();
  await writer.write(root, { Type: 'Outlines', ...ends(items), Count: items.length });
  await writeItems(writer, items, root, pages);
  return root;
}

/** Puts each bookmark under the last one of a smaller level. A level that skips some counts as the next. */
function nest(writer: PdfWriter, bookmarks: readonly Bookmark[]): readonly Item[] {
  const roots: Item[] = [];
  const open: Item[] = [];
  for (const bookmark of bookmarks) {
    while (open.length > 0 && (open.length >= MOST_LEVELS || (open.at(-1)?.bookmark.level ?? 0) >= bookmark.level))
      open.pop();
    const item: Item = { bookmark, reference: writer.reserve(), children: [] };
    (open.at(-1)?.children ?? roots).push(item);
    open.push(item);
  }
  return roots;
}

async function writeItems(
  writer: PdfWriter,
  items: readonly Item[],
  parent: PdfReference,
  pages: readonly PdfReference[],
): Promise<void> {
  for (const [place, { bookmark, reference, children }] of items.entries()) {
    const [previous, next, page] = [items[place - 1], items[place + 1], pages[bookmark.page]];
    await writer.write(reference, {
      Title: pdfText(bookmark.title),
      Parent: parent,
      ...(page ? { Dest: [page, 'Fit'] } : {}),
      ...(previous ? { Prev: previous.reference } : {}),
      ...(next ? { Next: next.reference } : {}),
      // A negative count: closed until someone opens it.
      ...(children.length > 0 ? { ...ends(children), Count: -children.length } : {}),
    });
    await writeItems(writer, children, reference, pages);
  }
}

function ends(items: readonly Item[]): PdfFields {
  const [first, last] = [items[0], items.at(-1)];
  return first && last ? { First: first.reference, Last: last.reference } : {};
}
