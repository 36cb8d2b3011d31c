import type { DocumentId } from '@diachi/domain';
import type { MultiSearchQuery } from 'meilisearch';
import { countings, readFacets } from './facets.ts';
import { type Condition, isOneOf } from './filter.ts';
import { listDocuments } from './list-documents.ts';
import { type Match, type Matches, type MatchTools, noMatches, SHOWN, sorting, type Wanted } from './match.ts';
import type { NarrowedQuestion } from './narrow.ts';
import { type Ask, searchBy } from './question.ts';

/** Finds the documents with a page or a record that matches. */
export function matchDocuments(tools: MatchTools, narrowed: NarrowedQuestion, wanted: Wanted): Promise<Matches> {
  const [ask, ...others] = narrowed.question.all;
  if (!ask || others.length > 0) return matchingAny(tools, narrowed, wanted);
  return matchingOne(tools, narrowed, ask, wanted);
}

/** Whether there is nothing at all, whatever is filtered. */
export async function matchesNothing(tools: MatchTools, { question, within }: NarrowedQuestion): Promise<boolean> {
  const pagesQuery = preparePagesQuery(tools, within);
  const answers = await tools.server.search(
    question.all.map((ask) => pagesQuery(ask, [], { page: 1, hitsPerPage: 0 })),
  );
  return answers.every(({ totalHits }) => totalHits === 0);
}

const preparePagesQuery =
  ({ names }: MatchTools, within: readonly Condition[]) =>
  (ask: Ask, conditions: readonly Condition[], more: Partial<MultiSearchQuery>): MultiSearchQuery => ({
    indexUid: names.pages,
    ...searchBy(ask),
    filter: [SHOWN, ...within, ...conditions],
    attributesToRetrieve: ['document'],
    ...more,
  });

/** The whole of the common case in one request: every entry carries what its document is filtered by, and each document counts once. */
async function matchingOne(
  tools: MatchTools,
  { question, within }: NarrowedQuestion,
  ask: Ask,
  wanted: Wanted,
): Promise<Matches> {
  const pagesQuery = preparePagesQuery(tools, within);
  const { sort, stretch } = wanted;
  const end = stretch.offset + stretch.limit;
  const counting = countings(wanted.filters);
  const isRanked = sort === 'relevance';
  const stricter = isRanked && stretch.limit > 0 ? question.stricter : [];
  const distinct = 'document';
  const answers = await tools.server.search<{ document: DocumentId }>([
    ...counting.map(({ conditions, facets }, at) =>
      pagesQuery(ask, conditions, {
        distinct,
        facets: [...facets],
        page: 1,
        hitsPerPage: at === 0 ? end : 0,
        ...(at === 0 && !isRanked ? { sort: [...sorting[sort]] } : {}),
      }),
    ),
    ...stricter.map((strict) => pagesQuery(strict, counting[0].conditions, { distinct, limit: end })),
  ]);
  const counted = answers.slice(0, counting.length);
  const lists = [
    ...stricter.map((strict, at) => ({ ask: strict, hits: answers[counting.length + at]?.hits ?? [] })),
    { ask, hits: answers[0]?.hits ?? [] },
  ];
  return {
    total: answers[0]?.totalHits ?? 0,
    shown: inTurn(lists).slice(stretch.offset, end),
    facets: await readFacets(counted, tools.nameCollections),
  };
}

/**
 * Several readings of mistyped words: their documents are put together here, and filtered and counted by their ids. The server tells
 * the 10,000 with most matching entries and no more: of such a question `total` is 10,000 at most.
 */
async function matchingAny(
  tools: MatchTools,
  { question, within }: NarrowedQuestion,
  wanted: Wanted,
): Promise<Matches> {
  const { server, names } = tools;
  const pagesQuery = preparePagesQuery(tools, within);
  const { filters, sort, stretch } = wanted;
  const counts = await server.countAny(
    // Within a federation a query says nothing about what to answer.
    question.all.map((ask) => ({
      indexUid: names.pages,
      ...searchBy(ask),
      filter: [SHOWN, ...within],
    })),
    names.pages,
    'document',
  );
  const found = [isOneOf('id', Object.keys(counts))];
  if (Object.keys(counts).length === 0) return noMatches;
  if (sort !== 'relevance') {
    const listed = await listDocuments(tools, wanted, found);
    return { ...listed, shown: listed.shown.map(({ id }) => ({ id, ask: question.all[0] ?? null })) };
  }
  const { total, facets } = await listDocuments(tools, { filters, sort, stretch: { offset: 0, limit: 0 } }, found);
  const end = stretch.offset + stretch.limit;
  const answers = await server.search<{ document: DocumentId }>(
    question.all.map((ask) => pagesQuery(ask, [...filters.values()], { distinct: 'document', limit: end })),
  );
  const lists = question.all.map((ask, at) => ({ ask, hits: answers[at]?.hits ?? [] }));
  return { total, facets, shown: inTurn(lists).slice(stretch.offset, end) };
}

/** The lists one after the other, each document where it comes first. */
function inTurn(
  lists: readonly { readonly ask: Ask; readonly hits: readonly { readonly document: DocumentId }[] }[],
): readonly Match[] {
  const matches = new Map<DocumentId, Match>();
  for (const { ask, hits } of lists) {
    for (const { document } of hits) if (!matches.has(document)) matches.set(document, { id: document, ask });
  }
  return [...matches.values()];
}
