import { Failure, keys, type PageIndex, type PageScan, parsePageList, type Revision } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

/** Finds what intake found of one page. Fails with `page.missing` when there is no such page, and as the store and the parser of the list do. */
export type ReadPageScan = (revision: Revision, page: PageIndex) => Promise<PageScan>;

/**
 * Pages of one document come one after the other, and its list may name 20,000 of them: it is parsed once, for as long as it is the same,
 * byte for byte. The key alone does not say: "try again" may write another under it.
 */
export function pageScansIn(store: Pick<ObjectStore, 'get'>): ReadPageScan {
  let kept: { readonly bytes: Uint8Array; readonly pages: readonly PageScan[] } | null = null;
  return async (revision, page) => {
    const bytes = await store.get(keys.pageList(revision));
    if (!kept || Buffer.compare(kept.bytes, bytes) !== 0) kept = { bytes, pages: parsePageList(bytes).pages };
    const scan = kept.pages[page];
    if (scan) return scan;
    throw new Failure('missing', 'page.missing', `The document has no page ${page}; plan its work again.`, {
      details: { page },
    });
  };
}
