import type { Changes } from '@diachi/ports';
import { MOST_ADDRESSES, type SitemapEntry } from './sitemap.ts';
import type { SitemapStretch } from './sitemap-stretch.ts';

const AT_ONCE = 1_000;

/** The documents of a stretch, some at a time, oldest change first, and no more than one file may tell. */
export async function* sitemapList(
  catalogue: Pick<Changes, 'changes'>,
  { from, until }: SitemapStretch,
  site: string,
): AsyncGenerator<readonly SitemapEntry[]> {
  let after: string | null = null;
  let told = 0;
  do {
    const limit = Math.min(AT_ONCE, MOST_ADDRESSES - told);
    const stretch = { order: 'oldest-first' as const, limit, ...(after !== null && { after }) };
    const list = await catalogue.changes({ from, until, isGone: false }, stretch);
    yield list.changes.map(({ id, at }) => ({ address: `${site}/documents/${id}`, changedAt: at }));
    told += list.changes.length;
    after = list.next;
  } while (after !== null && told < MOST_ADDRESSES);
}

/** When something in a stretch last changed; null when nothing is in it. */
export async function lastChangeIn(
  catalogue: Pick<Changes, 'changes'>,
  { from, until }: SitemapStretch,
): Promise<string | null> {
  const { changes } = await catalogue.changes({ from, until, isGone: false }, { order: 'newest-first', limit: 1 });
  return changes[0]?.at ?? null;
}
