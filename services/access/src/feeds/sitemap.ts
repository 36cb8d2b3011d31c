import { element, textElement, writeXml, type XmlNode, xmlDocument } from '@diachi/xml';

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Addresses one file may tell, and files one index (sitemaps.org, protocol 0.9). */
export const MOST_ADDRESSES = 50_000;

export type SitemapEntry = {
  readonly address: string;
  /** ISO 8601, UTC; null when unknown. */
  readonly changedAt: string | null;
};

/** Addresses that are worth looking at, for those who search the web. */
export const sitemap = (entries: readonly SitemapEntry[]): string =>
  xmlDocument(element('urlset', { xmlns: SITEMAP }, entriesOf('url', entries)));

/** The same piece by piece, as many are read: fifty thousand at once would keep everybody else waiting. */
export async function* sitemapTexts(lists: AsyncIterable<readonly SitemapEntry[]>): AsyncGenerator<string> {
  // No piece stands alone, so that what fails before the first entries fails before the first byte.
  let open = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${SITEMAP}">`;
  for await (const entries of lists) {
    yield open + writeXml(entriesOf('url', entries));
    open = '';
  }
  yield `${open}</urlset>\n`;
}

/** Where the files of a sitemap are. */
export const sitemapIndex = (entries: readonly SitemapEntry[]): string =>
  xmlDocument(element('sitemapindex', { xmlns: SITEMAP }, entriesOf('sitemap', entries)));

const entriesOf = (entry: string, entries: readonly SitemapEntry[]): readonly XmlNode[] =>
  entries.map(({ address, changedAt }) =>
    element(entry, {}, element('loc', {}, address), textElement('lastmod', changedAt)),
  );
