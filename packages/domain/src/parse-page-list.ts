import { Failure } from './failure.ts';
import { countOf, fieldsOf, listOf, noteOf, orNull, textOf, wholeOf } from './fields.ts';
import { MAX_PAGES, parsePageIndex } from './page.ts';
import type { Bookmark, PageList, PageScan } from './page-list.ts';

const MAX_BOOKMARKS = 50_000;

/**
 * Reads the list of pages that intake wrote: pages in order from 0, bookmarks only to pages there are.
 * Fails with `page-list.broken`; the cause says where.
 */
export function parsePageList(bytes: Uint8Array): PageList {
  try {
    const raw = fieldsOf(JSON.parse(new TextDecoder().decode(bytes)));
    const pages = listOf(raw['pages'], scanOf);
    if (pages.length > MAX_PAGES) throw new Error(`it has ${pages.length} pages`);
    const bookmarks = listOf(raw['bookmarks'], bookmarkOf);
    if (bookmarks.length > MAX_BOOKMARKS) throw new Error(`it has ${bookmarks.length} bookmarks`);
    return { pages, bookmarks: bookmarks.filter(({ page }) => page < pages.length) };
  } catch (cause) {
    throw new Failure('invalid', 'page-list.broken', 'The list of pages is damaged; read the document again.', {
      cause,
    });
  }
}

function scanOf(raw: unknown, place: number): PageScan {
  const scan = fieldsOf(raw);
  if (parsePageIndex(scan['page']) !== place) throw new Error(`page ${place} is out of order`);
  return {
    page: place,
    label: textOf(scan['label']),
    scanKey: orNull(scan['scanKey'], textOf),
    type: orNull(scan['type'], textOf),
    dpi: orNull(scan['dpi'], (dpi) => countOf(dpi, 0)),
    textKey: orNull(scan['textKey'], textOf),
    damage: orNull(scan['damage'], noteOf),
  };
}

function bookmarkOf(raw: unknown): Bookmark {
  const bookmark = fieldsOf(raw);
  return {
    title: textOf(bookmark['title']),
    page: parsePageIndex(bookmark['page']),
    level: wholeOf(bookmark['level'], 0),
  };
}
