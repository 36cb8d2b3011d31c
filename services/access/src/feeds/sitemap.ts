import { element, textElement, xmlDocument } from '@diachi/xml';

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Addresses one file may tell, and files one index (sitemaps.org, protocol 0.9). */
export const MOST_ADDRESSES = 50_000;

export type SitemapEntry = {
  readonly address: string;
  /** ISO 8601, UTC; null when unknown. */
  readonly changedAt: string | null;
};

/** Addresses that are worth looking at, for those who search the web. */
export const sitemap = (entries: readonly SitemapEntry[]): string => written('urlset', 'url', entries);

/** Where the files of a sitemap are. */
export const sitemapIndex = (entries: readonly SitemapEntry[]): string => written('sitemapindex', 'sitemap', entries);

const written = (list: string, entry: string, entries: readonly SitemapEntry[]): string =>
  xmlDocument(
    element(
      list,
      { xmlns: SITEMAP },
      entries.map(({ address, changedAt }) =>
        element(entry, {}, element('loc', {}, address), textElement('lastmod', changedAt)),
      ),
    ),
  );
