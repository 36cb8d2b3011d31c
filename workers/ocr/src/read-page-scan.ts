import { Failure, keys, type PageIndex, type PageScan, type Revision } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

/** What intake found of one page. Fails with `page-list.broken` when the list is not one of ours, `page.missing` when the page is not in it. */
export async function readPageScan(store: ObjectStore, revision: Revision, page: PageIndex): Promise<PageScan> {
  const scan = pagesOf(await store.get(keys.pageList(revision))).find((one) => one.page === page);
  if (scan) return scan;
  throw new Failure('missing', 'page.missing', `The document has no page ${page}; plan its work again.`, {
    details: { page },
  });
}

function pagesOf(bytes: Uint8Array): readonly PageScan[] {
  try {
    const raw: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const pages = (raw as { pages?: unknown } | null)?.pages;
    if (Array.isArray(pages) && pages.every(isPageScan)) return pages;
  } catch (cause) {
    throw broken(cause);
  }
  throw broken(undefined);
}

function isPageScan(raw: unknown): raw is PageScan {
  const { page, scanKey, textKey } = (raw ?? {}) as Record<string, unknown>;
  const isKey = (key: unknown) => key === null || typeof key === 'string';
  return Number.isInteger(page) && isKey(scanKey) && isKey(textKey);
}

const broken = (cause: unknown) =>
  new Failure(
    'invalid',
    'page-list.broken',
    'The list of the pages of a document is damaged; read the document again.',
    {
      cause,
    },
  );
