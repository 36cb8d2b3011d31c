import type { DocumentId } from '@diachi/domain';
import type { MultiSearchQuery } from 'meilisearch';
import { countings, readFacets } from './facets.ts';
import type { Condition } from './filter.ts';
import { type Matches, type MatchTools, sorting, type Wanted } from './match.ts';

/** Lists documents among those that were found, or all of them: in order of their years, the last received first. */
export async function listDocuments(
  { server, names, nameCollections }: MatchTools,
  { filters, sort, stretch }: Wanted,
  found: readonly Condition[] = [],
): Promise<Matches> {
  const listQuery = (conditions: readonly Condition[], more: Partial<MultiSearchQuery>): MultiSearchQuery => ({
    indexUid: names.documents,
    filter: [...found, ...conditions],
    attributesToRetrieve: ['id'],
    ...more,
  });
  const answers = await server.search<{ id: DocumentId }>([
    ...countings(filters).map(({ conditions, facets }) =>
      listQuery(conditions, { facets: [...facets], page: 1, hitsPerPage: 0 }),
    ),
    listQuery([...filters.values()], { sort: [...sorting[sort], 'receivedAt:desc'], ...stretch }),
  ]);
  return {
    total: answers[0]?.totalHits ?? 0,
    shown: (answers.at(-1)?.hits ?? []).map(({ id }) => ({ id, ask: null })),
    facets: await readFacets(answers.slice(0, -1), nameCollections),
  };
}
