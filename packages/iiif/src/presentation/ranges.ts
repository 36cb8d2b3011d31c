import type { Bookmark, DocumentId } from '@diachi/domain';
import type { IiifAddresses } from './iiif-addresses.ts';
import { wordsMap } from './language-map.ts';
import type { Range, Reference } from './resources.ts';

/** More headings than anybody unfolds in a viewer, and deeper ones than anybody writes. */
const MOST = 10_000;
const DEEPEST = 20;

export type Contents = {
  readonly addresses: IiifAddresses;
  readonly id: DocumentId;
  readonly pageCount: number;
  /** BCP 47, of the headings. */
  readonly language: string;
  readonly bookmarks: readonly Bookmark[];
};

type Part = { readonly bookmark: Bookmark; readonly place: number; readonly parts: Part[] };

/**
 * The table of contents as JSON of one range, piece by piece; nothing where there is none. Ranges lie one within the other as the levels of their
 * headings say: each begins at its heading's page and goes on to the page before the next heading that is none of its own. Headings that lead
 * past the last page are left out.
 */
export function* rangeTexts(contents: Contents): Generator<string> {
  const { addresses, id, pageCount, bookmarks } = contents;
  const known = bookmarks.filter(({ page }) => page < pageCount).slice(0, MOST);
  if (known.length === 0) return;
  yield opened({ id: addresses.range(id, 'contents'), label: wordsMap({ vi: 'Mục lục', en: 'Contents' }) });
  yield* partTexts(contents, nest(known), pageCount);
  yield ']}';
}

function* partTexts(contents: Contents, parts: readonly Part[], until: number): Generator<string> {
  const { addresses, id, language } = contents;
  for (const [at, { bookmark, place, parts: within }] of parts.entries()) {
    if (at > 0) yield ',';
    yield opened({ id: addresses.range(id, place), label: { [language]: [bookmark.title.trim() || '…'] } });
    const end = Math.max(bookmark.page + 1, parts[at + 1]?.bookmark.page ?? until);
    // Its own pages: those before the first heading within it, and always the one it stands on.
    const ownEnd = Math.max(bookmark.page + 1, within[0]?.bookmark.page ?? end);
    for (let page = bookmark.page; page < ownEnd; page += 1) {
      const canvas: Reference<'Canvas'> = { id: addresses.canvas(id, page), type: 'Canvas' };
      yield `${page > bookmark.page ? ',' : ''}${JSON.stringify(canvas)}`;
    }
    if (within.length > 0) yield ',';
    yield* partTexts(contents, within, end);
    yield ']}';
  }
}

const opened = ({ id, label }: Pick<Range, 'id' | 'label'>): string => {
  const head: Omit<Range, 'items'> = { id, type: 'Range', label };
  return `${JSON.stringify(head).slice(0, -1)},"items":[`;
};

function nest(bookmarks: readonly Bookmark[]): readonly Part[] {
  const top: Part[] = [];
  const open: Part[] = [];
  for (const [place, bookmark] of bookmarks.entries()) {
    while ((open.at(-1)?.bookmark.level ?? Number.NEGATIVE_INFINITY) >= bookmark.level) open.pop();
    open.splice(DEEPEST);
    const part: Part = { bookmark, place, parts: [] };
    (open.at(-1)?.parts ?? top).push(part);
    open.push(part);
  }
  return top;
}
