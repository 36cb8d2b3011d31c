import type { Changes } from '@diachi/ports';
import { MOST_ADDRESSES } from './sitemap.ts';
import { monthAfter, monthOf, partsOf, type SitemapStretch } from './sitemap-stretch.ts';

/** Stretches of time from the first change until now, each with something in it and none with more than one file may tell. */
export async function planSitemap(
  catalogue: Pick<Changes, 'countChanges' | 'earliestChange'>,
  now: Date,
  most: number = MOST_ADDRESSES,
): Promise<readonly SitemapStretch[]> {
  const first = await catalogue.earliestChange();
  if (first === null) return [];
  const planned: SitemapStretch[] = [];
  const last = monthOf(now.toISOString());
  for (let month = monthOf(first); month.from <= last.from; month = monthAfter(month)) {
    planned.push(...(await split(catalogue, month, most)));
  }
  return planned;
}

async function split(
  catalogue: Pick<Changes, 'countChanges'>,
  stretch: SitemapStretch,
  most: number,
): Promise<readonly SitemapStretch[]> {
  const count = await catalogue.countChanges({ from: stretch.from, until: stretch.until, isGone: false });
  if (count === 0) return [];
  const parts = count > most ? partsOf(stretch) : [];
  // More documents in one minute than a file tells: the first of them are told, the others at their next change.
  if (parts.length === 0) return [stretch];
  const all: SitemapStretch[] = [];
  for (const part of parts) all.push(...(await split(catalogue, part, most)));
  return all;
}
