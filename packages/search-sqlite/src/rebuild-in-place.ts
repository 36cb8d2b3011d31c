import type { DocumentId } from '@diachi/domain';
import type { SearchIndex } from '@diachi/ports';

type Changes = Pick<SearchIndex, 'put' | 'putRecords' | 'rebuild'>;

type Tools = Pick<SearchIndex, 'put' | 'putRecords' | 'remove'> & {
  /** Everything searchers see, whosever it is. */
  readonly everything: () => AsyncIterable<DocumentId>;
};

/**
 * Rebuilds an index where it is: every document is replaced whole when it comes, and what did not come is removed at the end, unless
 * somebody else put it in meanwhile. One file then needs no room for two, and searchers never find it empty.
 */
export function rebuildInPlace({ put, putRecords, remove, everything }: Tools): Changes {
  const rebuilding = new Set<Set<DocumentId>>();
  const noting: SearchIndex['put'] = async (document, pages) => {
    await put(document, pages);
    for (const come of rebuilding) come.add(document.id);
  };
  const notingRecords: SearchIndex['putRecords'] = async (records) => {
    await putRecords(records);
    for (const come of rebuilding) for (const { id } of records) come.add(id);
  };
  return {
    put: noting,
    putRecords: notingRecords,
    async rebuild(fill) {
      const come = new Set<DocumentId>();
      rebuilding.add(come);
      try {
        const before: DocumentId[] = [];
        for await (const id of everything()) before.push(id);
        await fill({ put: noting, putRecords: notingRecords });
        for (const id of before) if (!come.has(id)) await remove(id);
      } finally {
        rebuilding.delete(come);
      }
    },
  };
}
