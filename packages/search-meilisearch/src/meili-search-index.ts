import type { DocumentId } from '@diachi/domain';
import type { SearchIndex } from '@diachi/ports';
import { withIndexes } from './apply-index-settings.ts';
import type { DocumentEntry } from './entries.ts';
import { isOneOf } from './filter.ts';
import { prepareFindExactly } from './find-exactly.ts';
import { besidePrefix, indexNames } from './index-names.ts';
import { listInOrder } from './list-in-order.ts';
import { prepareListTerms } from './list-terms.ts';
import { OURS_ONLY, SHOWN } from './match.ts';
import { type MeiliServer, type MeiliServerOptions, openServer } from './meili-server.ts';
import { preparePutDocument, prepareRemoveDocument } from './put-document.ts';
import { preparePutRecords } from './put-records.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { prepareSearchDocuments } from './search-documents.ts';
import { prepareSearchPages } from './search-pages.ts';
import { prepareSuggest } from './suggest.ts';
import { createTurns } from './turns.ts';

export type MeiliSearchIndexOptions = MeiliServerOptions & {
  /** Begins the names of the library's two indexes. */
  readonly prefix: string;
};

/**
 * A search index on a Meilisearch server. Nothing is asked before the first call; the indexes are made then if they are missing and
 * the key may make them. Changes to one document are made one after the other.
 */
export function createMeiliSearchIndex({ prefix, ...options }: MeiliSearchIndexOptions): SearchIndex {
  const server = openServer(options);
  const live = openIndex(server, prefix);
  const beside = openIndex(server, besidePrefix(prefix));
  return {
    ...live,
    rebuild: (fill) => rebuildIndex(server, prefix, live, beside, fill),
    close: async () => server.close(),
  };
}

function openIndex(server: MeiliServer, prefix: string): Omit<SearchIndex, 'rebuild' | 'close'> {
  const names = indexNames(prefix);
  const inTurn = createTurns();
  const ready = <Result>(ask: () => Promise<Result>) => withIndexes(server, prefix, ask);

  const put = preparePutDocument(server, names, ready);
  const remove = prepareRemoveDocument(server, names);
  const { putRecords, removeRecords } = preparePutRecords(server, names);
  const search = prepareSearchDocuments(server, names);
  const searchInDocument = prepareSearchPages(server, names);
  const suggest = prepareSuggest(server, names);
  const find = prepareFindExactly(server, names);
  const terms = prepareListTerms(server, names);

  async function* documents(after?: DocumentId): AsyncGenerator<DocumentId> {
    const read: MeiliServer['read'] = (ask) => ready(() => server.read(ask));
    const listing = listInOrder<DocumentEntry, 'id'>(read, {
      index: names.documents,
      by: 'id',
      conditions: [OURS_ONLY],
      fields: [],
      ...(after !== undefined && { after }),
    });
    for await (const stretch of listing) for (const { id } of stretch) yield id;
  }

  return {
    put: (document, pages) => inTurn(document.id, () => put(document, pages)),
    remove: (id) => inTurn(id, () => ready(() => remove(id))),
    putRecords: (records) => ready(() => putRecords(records)),
    removeRecords: (ids) => ready(() => removeRecords(ids)),
    search: (query) => ready(() => search(query)),
    searchInDocument: (id, text, stretch) => ready(() => searchInDocument(id, text, stretch)),
    suggest: (start, limit) => ready(() => suggest(start, limit)),
    find: (question, stretch) => ready(() => find(question, stretch)),
    terms: (list, start, counts) => ready(() => terms(list, start, counts)),
    documents,
    size: () =>
      ready(async () => {
        const filter = [SHOWN, isOneOf('isRecord', [0])];
        const [held, pages] = await server.search([
          { indexUid: names.documents, filter: [OURS_ONLY], page: 1, hitsPerPage: 0 },
          { indexUid: names.pages, filter, page: 1, hitsPerPage: 0 },
        ]);
        return { documents: held?.totalHits ?? 0, pages: pages?.totalHits ?? 0 };
      }),
    countRecords: () =>
      ready(async () => {
        const all = { indexUid: names.documents, page: 1, hitsPerPage: 0 };
        const [held, ours] = await server.search([all, { ...all, filter: [OURS_ONLY] }]);
        return (held?.totalHits ?? 0) - (ours?.totalHits ?? 0);
      }),
    clear: () =>
      ready(async () => {
        await server.finish((writer) => writer.index(names.pages).deleteAllDocuments());
        await server.finish((writer) => writer.index(names.documents).deleteAllDocuments());
      }),
  };
}
