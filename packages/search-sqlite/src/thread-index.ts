import { prepareFindExactly } from './find-exactly.ts';
import { prepareListIds } from './list-ids.ts';
import type { Database } from './open-database.ts';
import { createOpenedIndex } from './opened-index.ts';
import { prepareSearchDocuments } from './search-documents.ts';
import { prepareSearchPages } from './search-pages.ts';
import { prepareSuggest } from './suggest.ts';
import { createSweep } from './sweep.ts';
import type { ThreadCalls } from './thread-calls.ts';
import { createDocumentWriter, type LastNumber } from './write-document.ts';

/** Everything the thread does with an open file; clearing and closing, which change the file itself, are the thread's own. */
export type ThreadIndex = Omit<ThreadCalls, 'clear' | 'close'> & {
  /** Does a little tidying. False when there is nothing to tidy. */
  sweep(): boolean;
};

export function createThreadIndex(database: Database, lastNumber: LastNumber): ThreadIndex {
  const index = createOpenedIndex(database);
  const sweep = createSweep(index);
  sweep.disown();
  return {
    ...createDocumentWriter(index, lastNumber),
    search: prepareSearchDocuments(index),
    searchInDocument: prepareSearchPages(index),
    suggest: prepareSuggest(index),
    find: prepareFindExactly(index),
    terms: index.terms.stretch,
    ids: prepareListIds(database),
    size: () => index.documents.count(),
    countRecords: () => index.documents.countRecords(),
    sweep: () => sweep.step(),
  };
}
