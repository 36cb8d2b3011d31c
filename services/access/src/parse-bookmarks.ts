import type { Bookmark } from '@diachi/domain';
import { z } from 'zod';

const bookmarked = z.object({
  bookmarks: z
    .array(
      z.object({ title: z.string(), page: z.number().int().nonnegative(), level: z.number().int().min(0).max(20) }),
    )
    .catch([]),
});

/** The headings in a stored list of pages. A list without usable ones has none: they are a convenience, not the document. */
export function parseBookmarks(bytes: Uint8Array): readonly Bookmark[] {
  const read = bookmarked.safeParse(parseJson(bytes));
  return read.success ? read.data.bookmarks : [];
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
