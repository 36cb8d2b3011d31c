import type { DocumentId } from '@diachi/domain';
import type { IndexedDocument, IndexedPage, IndexedRecord, SearchIndex } from '@diachi/ports';
import type { DiscardReason } from './index-file.ts';
import { keepRunning } from './keep-running.ts';
import { pageChunks } from './page-chunks.ts';
import { rebuildInPlace } from './rebuild-in-place.ts';
import { type SearchThread, startSearchThread } from './search-thread-client.ts';
import { searchUnavailable } from './sqlite-trouble.ts';
import type { CallName, ThreadCalls } from './thread-calls.ts';

/** A search that comes meanwhile waits for one stretch at most. */
const IDS_AT_ONCE = 1_000;

export type SqliteSearchIndexOptions = {
  /** The index's own file; made when missing. Its folder must exist. */
  readonly path: string;
  /** Told when the file was damaged or of an older version and has been emptied: every document has to be put in again. */
  readonly onDiscarded?: (reason: DiscardReason) => void;
};

/**
 * A search index in one file, owned by one thread of its own. Fails with `search.unavailable` when the file is in use by another
 * process or cannot be written. A thread that breaks down is started again by the next call.
 */
export async function createSqliteSearchIndex({
  path,
  onDiscarded = () => undefined,
}: SqliteSearchIndexOptions): Promise<SearchIndex> {
  const threads = keepRunning(() => startSearchThread(path, onDiscarded));
  let closing: Promise<void> | undefined;

  const live = async (): Promise<SearchThread> => {
    if (closing) throw searchUnavailable('it has been closed.');
    return threads.live();
  };
  const ask = async <Name extends CallName>(name: Name, ...args: Parameters<ThreadCalls[Name]>) =>
    (await live()).ask(name, ...args);

  const put = async (
    { id, record, receivedAt }: IndexedDocument,
    pages: AsyncIterable<IndexedPage> | Iterable<IndexedPage>,
  ): Promise<void> => {
    // A number means a document only to the thread that gave it.
    const thread = await live();
    const document = { id, record, receivedAt };
    let number: number | undefined;
    try {
      for await (const chunk of pageChunks(pages)) {
        if (chunk.isLast && number === undefined) return await thread.ask('putWhole', document, chunk.pages);
        number ??= await thread.ask('begin', document);
        await thread.ask('add', number, chunk.pages);
        if (chunk.isLast) await thread.ask('publish', number);
      }
    } catch (thrown) {
      // What cannot be withdrawn now is withdrawn when the file is opened next; the reason to tell is why putting failed.
      if (number !== undefined) await thread.ask('abandon', number).catch(() => undefined);
      throw thrown;
    }
  };

  async function* list(after: string, isAll: boolean): AsyncGenerator<DocumentId> {
    for (let last: string | undefined = after; last !== undefined; ) {
      const ids: readonly DocumentId[] = await ask('ids', last, IDS_AT_ONCE, isAll);
      yield* ids;
      last = ids.length < IDS_AT_ONCE ? undefined : ids.at(-1);
    }
  }

  const close = async (): Promise<void> => {
    const thread = await threads.last();
    if (!thread?.isAlive) return;
    await thread.ask('close');
    await thread.ended;
  };

  await live();
  const remove = (id: DocumentId) => ask('remove', id);
  const putRecords: SearchIndex['putRecords'] = (records) => ask('putRecords', records.map(asIndexed));
  return {
    ...rebuildInPlace({ put, putRecords, remove, everything: () => list('', true) }),
    remove,
    removeRecords: (ids) => ask('removeRecords', ids),
    search: (query) => ask('search', query),
    searchInDocument: (id, text, stretch) => ask('searchInDocument', id, text, stretch),
    suggest: (begun, limit) => ask('suggest', begun, limit),
    find: (question, stretch) => ask('find', question, stretch),
    terms: (list, start, counts) => ask('terms', list, start, counts),
    documents: (after) => list(after ?? '', false),
    size: () => ask('size'),
    countRecords: () => ask('countRecords'),
    clear: () => ask('clear'),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

// Nothing else that may hang on a record is sent to the thread.
const asIndexed = ({ id, record, receivedAt, source }: IndexedRecord): IndexedRecord => ({
  id,
  record,
  receivedAt,
  source,
});
