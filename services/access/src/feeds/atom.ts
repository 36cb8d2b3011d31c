import { element, textElement, type XmlNode, xmlDocument } from '@diachi/xml';

/** A list of new things, for those who want to be told of them. */
export type Feed = {
  /** Its own address. */
  readonly address: string;
  /** The page that shows the same to people. */
  readonly page: string;
  readonly title: string;
  readonly language: string;
  /** When something in it last changed, ISO 8601, UTC. */
  readonly updatedAt: string;
  readonly entries: readonly FeedEntry[];
  /** Where it goes on to older ones; null at its end. */
  readonly next: string | null;
};

export type FeedEntry = {
  readonly address: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly updatedAt: string;
  /** Who made it, or else the library that has it. */
  readonly authors: readonly string[];
  readonly summary: string;
  readonly categories: readonly { readonly term: string; readonly label: string }[];
  /** What may be taken home. */
  readonly enclosures: readonly {
    readonly address: string;
    readonly type: string;
    readonly sizeBytes: number | null;
  }[];
};

/** A feed as Atom (RFC 4287), with its older parts (RFC 5005, section 3). */
export function atomFeed(feed: Feed, repository: string): string {
  const link = (rel: string, href: string, type: string | null = null, length: number | null = null) =>
    element('link', { rel, href, type, length });
  return xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
      element('id', {}, feed.address),
      element('title', {}, feed.title),
      element('updated', {}, feed.updatedAt),
      element('author', {}, element('name', {}, repository)),
      link('self', feed.address, 'application/atom+xml'),
      link('alternate', feed.page, 'text/html'),
      feed.next === null ? null : link('next', feed.next, 'application/atom+xml'),
      feed.entries.map(
        (entry): XmlNode =>
          element(
            'entry',
            {},
            element('id', {}, entry.address),
            element('title', {}, entry.title),
            element('published', {}, entry.publishedAt),
            element('updated', {}, entry.updatedAt),
            entry.authors.map((name) => element('author', {}, element('name', {}, name))),
            textElement('summary', entry.summary),
            entry.categories.map(({ term, label }) => element('category', { term, label })),
            link('alternate', entry.address, 'text/html'),
            entry.enclosures.map(({ address, type, sizeBytes }) => link('enclosure', address, type, sizeBytes)),
          ),
      ),
    ),
  );
}
