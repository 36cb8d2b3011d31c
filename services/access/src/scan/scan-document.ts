import { type Document, keys, type ManifestPage } from '@diachi/domain';
import { type PageText, parsePageText, plainText, undividedText } from '@diachi/page-text';
import type { DocumentHits, ObjectStore, PageHit } from '@diachi/ports';
import { markText, snippet } from '@diachi/vietnamese';
import { createRecentCache } from '../recent-cache.ts';
import type { RevisionFiles } from '../revision-files.ts';
import { shownRevision } from '../shown-revision.ts';
import { createPageMatcher, type PageMatcher } from './page-matcher.ts';

export type ScanTools = { readonly store: Pick<ObjectStore, 'get'>; readonly files: RevisionFiles };

type Stretch = { readonly offset: number; readonly limit: number };
type Found = Omit<DocumentHits, 'total'>;

/** Pages read at the same time. */
const AT_ONCE = 8;
/** Whoever leafs from hit to hit asks the same again and again. */
const CACHE_BYTES = 2 * 2 ** 20;
const BYTES_PER_HIT = 1_000;

/**
 * Looks for words in a document that is in no index because not everybody may read it, page by page, by the rules of the search
 * index; words nobody wrote are not corrected. Fails with `search.bad-query`, and as the store does.
 */
export function createScanDocument({ store, files }: ScanTools) {
  const recent = createRecentCache<Found>(CACHE_BYTES);

  const read = async (document: Document, { page }: ManifestPage) =>
    searchable(parsePageText(await store.get(keys.text(shownRevision(document), page))));

  const find = async (
    document: Document,
    matchers: readonly PageMatcher[],
  ): Promise<readonly (readonly PageHit[])[]> => {
    const { pages } = await files.manifest(shownRevision(document));
    const found = matchers.map((): PageHit[] => []);
    const withText = pages.filter(({ state }) => state === 'read');
    for (let at = 0; at < withText.length; at += AT_ONCE) {
      const some = withText.slice(at, at + AT_ONCE);
      const texts = await Promise.all(some.map((page) => read(document, page)));
      for (const [place, text] of texts.entries()) {
        const { page = 0, label = '' } = some[place] ?? {};
        for (const [number, { matches, ...question }] of matchers.entries()) {
          if (matches(text)) found[number]?.push({ page, label, snippet: snippet(markText(text, question)) });
        }
      }
    }
    return found;
  };

  const scan = async (document: Document, query: string): Promise<Found> => {
    const whole = createPageMatcher(query, false);
    const begun = createPageMatcher(query, true);
    const [pages = [], pagesByStart = []] = await find(document, begun.isTyping ? [whole, begun] : [whole]);
    if (pages.length > 0 || pagesByStart.length === 0) return { pages, wordStart: null };
    return { pages: pagesByStart, wordStart: begun.parsed.parts.at(-1)?.words.at(-1)?.typed ?? null };
  };

  return async (document: Document, query: string, { offset, limit }: Stretch): Promise<DocumentHits> => {
    const { documentId, number, receivedAt } = shownRevision(document);
    const { pages, wordStart } = await recent.get(JSON.stringify([documentId, number, receivedAt, query]), async () => {
      const value = await scan(document, query);
      return { value, sizeBytes: 200 + value.pages.length * BYTES_PER_HIT };
    });
    return { total: pages.length, pages: pages.slice(offset, offset + limit), wordStart };
  };
}

const searchable = (text: PageText): string =>
  (text.kind === 'read' && text.blocks.length > 0 ? undividedText(text) : plainText(text)).normalize('NFC');
