import type { DocumentId } from '@diachi/domain';
import type { Facets, SearchQuery } from '@diachi/ports';
import type { MultiSearchQuery } from 'meilisearch';
import { countings, createCollectionNames, type Filters, readFacets } from './facets.ts';
import { type Condition, isOneOf } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import type { MeiliServer } from './meili-server.ts';
import type { NarrowedQuestion } from './narrow.ts';
import { type Ask, searchBy } from './question.ts';

/** A document that matches, and the strictest question it answers. */
export type Match = { readonly id: DocumentId; readonly ask: Ask | null };

export type Matches = { readonly total: number; readonly shown: readonly Match[]; readonly facets: Facets };

export type Stretch = { readonly offset: number; readonly limit: number };

type Sort = NonNullable<SearchQuery['sort']>;
type Wanted = { readonly filters: Filters; readonly sort: Sort; readonly stretch: Stretch };

/** Documents without a year come last either way. */
const sorting: Readonly<Record<Sort, readonly string[]>> = {
  relevance: [],
  newest: ['newest:desc'],
  oldest: ['oldest:asc'],
};

export const SHOWN: Condition = isOneOf('isShown', [true]);

export type DocumentMatcher = {
  /** Documents with a page or a record that matches. */
  matching(question: NarrowedQuestion, wanted: Wanted): Promise<Matches>;
  /** Every document, the last received first. */
  everything(wanted: Wanted): Promise<Matches>;
  /** Whether there is nothing at all, whatever is filtered. */
  isNothing(question: NarrowedQuestion): Promise<boolean>;
};

export function createDocumentMatcher(server: MeiliServer, names: IndexNames): DocumentMatcher {
  const nameCollections = createCollectionNames(server, names);

  const pagesQuery = (
    ask: Ask,
    conditions: readonly Condition[],
    more: Partial<MultiSearchQuery>,
  ): MultiSearchQuery => ({
    indexUid: names.pages,
    ...searchBy(ask),
    filter: [SHOWN, ...conditions],
    attributesToRetrieve: ['document'],
    ...more,
  });
  const listQuery = (conditions: readonly Condition[], more: Partial<MultiSearchQuery>): MultiSearchQuery => ({
    indexUid: names.documents,
    filter: [...conditions],
    attributesToRetrieve: ['id'],
    ...more,
  });

  /** The whole of the common case in one request: every entry carries what its document is filtered by, and each document counts once. */
  const matchingOne = async ({ question, within }: NarrowedQuestion, ask: Ask, wanted: Wanted): Promise<Matches> => {
    const { sort, stretch } = wanted;
    const end = stretch.offset + stretch.limit;
    const counting = countings(wanted.filters);
    const isRanked = sort === 'relevance';
    const stricter = isRanked && stretch.limit > 0 ? question.stricter : [];
    const distinct = 'document';
    const answers = await server.search<{ document: DocumentId }>([
      ...counting.map(({ conditions, facets }, at) =>
        pagesQuery(ask, [...within, ...conditions], {
          distinct,
          facets: [...facets],
          page: 1,
          hitsPerPage: at === 0 ? end : 0,
          ...(at === 0 && !isRanked ? { sort: [...sorting[sort]] } : {}),
        }),
      ),
      ...stricter.map((strict) => pagesQuery(strict, [...within, ...counting[0].conditions], { distinct, limit: end })),
    ]);
    const counted = answers.slice(0, counting.length);
    const lists = [
      ...stricter.map((strict, at) => ({ ask: strict, hits: answers[counting.length + at]?.hits ?? [] })),
      { ask, hits: answers[0]?.hits ?? [] },
    ];
    return {
      total: answers[0]?.totalHits ?? 0,
      shown: inTurn(lists).slice(stretch.offset, end),
      facets: await readFacets(counted, nameCollections),
    };
  };

  /** Several readings of mistyped words: their documents are put together here, and filtered and counted by their ids. */
  const matchingAny = async ({ question, within }: NarrowedQuestion, wanted: Wanted): Promise<Matches> => {
    const { filters, sort, stretch } = wanted;
    const counts = await server.countAny(
      question.all.map((ask) => anyQuery(ask, within)),
      names.pages,
      'document',
    );
    const found = [isOneOf('id', Object.keys(counts))];
    if (Object.keys(counts).length === 0) return nothing;
    if (sort !== 'relevance') {
      const listed = await listing(wanted, found);
      return { ...listed, shown: listed.shown.map(({ id }) => ({ id, ask: question.all[0] ?? null })) };
    }
    const { total, facets } = await listing({ filters, sort, stretch: { offset: 0, limit: 0 } }, found);
    const end = stretch.offset + stretch.limit;
    const answers = await server.search<{ document: DocumentId }>(
      question.all.map((ask) =>
        pagesQuery(ask, [...within, ...filters.values()], { distinct: 'document', limit: end }),
      ),
    );
    const lists = question.all.map((ask, at) => ({ ask, hits: answers[at]?.hits ?? [] }));
    return { total, facets, shown: inTurn(lists).slice(stretch.offset, end) };
  };

  // Within a federation a query says nothing about pages and facets.
  const anyQuery = (ask: Ask, conditions: readonly Condition[]): MultiSearchQuery => ({
    indexUid: names.pages,
    ...searchBy(ask),
    filter: [SHOWN, ...conditions],
  });

  const listing = async ({ filters, sort, stretch }: Wanted, found: readonly Condition[]): Promise<Matches> => {
    const end = stretch.offset + stretch.limit;
    const answers = await server.search<{ id: DocumentId }>([
      ...countings(filters).map(({ conditions, facets }) =>
        listQuery([...found, ...conditions], { facets: [...facets], page: 1, hitsPerPage: 0 }),
      ),
      listQuery([...found, ...filters.values()], {
        sort: [...sorting[sort], 'receivedAt:desc'],
        offset: stretch.offset,
        limit: end - stretch.offset,
      }),
    ]);
    return {
      total: answers[0]?.totalHits ?? 0,
      shown: (answers.at(-1)?.hits ?? []).map(({ id }) => ({ id, ask: null })),
      facets: await readFacets(answers.slice(0, -1), nameCollections),
    };
  };

  return {
    matching(narrowed, wanted) {
      const [ask, ...others] = narrowed.question.all;
      if (!ask || others.length > 0) return matchingAny(narrowed, wanted);
      return matchingOne(narrowed, ask, wanted);
    },
    everything: (wanted) => listing(wanted, []),
    async isNothing({ question, within }) {
      const answers = await server.search(
        question.all.map((ask) => pagesQuery(ask, within, { page: 1, hitsPerPage: 0 })),
      );
      return answers.every(({ totalHits }) => totalHits === 0);
    },
  };
}

const nothing: Matches = {
  total: 0,
  shown: [],
  facets: { libraries: [], collections: [], kinds: [], languages: [], decades: [] },
};

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
