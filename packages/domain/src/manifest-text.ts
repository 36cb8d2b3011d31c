import type { Manifest } from './manifest.ts';

const PAGES_AT_ONCE = 100;

/** What of a manifest its text is made from; the rest may be told in other words. */
type Written = Pick<Manifest, 'version' | 'pages' | 'pdf' | 'publishedAt'>;

/**
 * The JSON of a manifest, some pages at a time and a line for each, so that neither whoever writes a thick volume's nor
 * whoever reads it (`readManifest`) keeps everybody else waiting.
 */
export function* manifestText(manifest: Written): Generator<string, void> {
  const { pages, pdf, publishedAt, ...head } = manifest;
  yield `${JSON.stringify(head).slice(0, -1)},"pages":[\n`;
  for (let first = 0; first < pages.length; first += PAGES_AT_ONCE) {
    const lines = pages.slice(first, first + PAGES_AT_ONCE).map((page) => JSON.stringify(page));
    yield `${lines.join(',\n')}${first + lines.length < pages.length ? ',' : ''}\n`;
  }
  yield `],${JSON.stringify({ pdf, publishedAt }).slice(1)}\n`;
}
