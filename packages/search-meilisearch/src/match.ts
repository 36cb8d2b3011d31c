import type { DocumentId } from '@diachi/domain';
import { type Facets, OURS, type SearchQuery } from '@diachi/ports';
import type { Filters, NameCollections } from './facets.ts';
import { type Condition, isOneOf } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import type { MeiliServer } from './meili-server.ts';
import type { Ask } from './question.ts';

/** A document that matches, and the strictest question it answers. */
export type Match = { readonly id: DocumentId; readonly ask: Ask | null };

export type Matches = { readonly total: number; readonly shown: readonly Match[]; readonly facets: Facets };

type Sort = NonNullable<SearchQuery['sort']>;

export type Wanted = {
  readonly filters: Filters;
  readonly sort: Sort;
  readonly stretch: { readonly offset: number; readonly limit: number };
};

/** What matching is done with. */
export type MatchTools = {
  readonly server: MeiliServer;
  readonly names: IndexNames;
  readonly nameCollections: NameCollections;
};

/** Documents without a year come last either way. */
export const sorting: Readonly<Record<Sort, readonly string[]>> = {
  relevance: [],
  newest: ['newest:desc'],
  oldest: ['oldest:asc'],
};

export const SHOWN: Condition = isOneOf('isShown', [true]);

/** Not records of other repositories. */
export const OURS_ONLY: Condition = isOneOf('source', [OURS]);

export const noMatches: Matches = {
  total: 0,
  shown: [],
  facets: { sources: [], libraries: [], collections: [], kinds: [], languages: [], decades: [] },
};
