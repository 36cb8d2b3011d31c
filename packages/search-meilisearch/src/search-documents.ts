import type { SearchIndex, SearchQuery, SearchResult } from '@diachi/ports';
import { type Correction, readQuery, type SettledQuery } from '@diachi/vietnamese';
import { describeListed, prepareDescribeMatches } from './describe-matches.ts';
import { createCollectionNames, readFilters } from './facets.ts';
import { findByWordStart } from './find-by-word-start.ts';
import { findCorrections } from './find-corrections.ts';
import type { IndexNames } from './index-names.ts';
import { listDocuments } from './list-documents.ts';
import { matchDocuments, matchesNothing } from './match-documents.ts';
import type { MeiliServer } from './meili-server.ts';
import { narrow } from './narrow.ts';
import { compileQuestion } from './question.ts';

const DEFAULT_LIMIT = 20;
const MOST_AT_ONCE = 100;

/** Answers a whole result page: documents with their best pages, facets, corrections. */
export function prepareSearchDocuments(server: MeiliServer, names: IndexNames): SearchIndex['search'] {
  const tools = { server, names, nameCollections: createCollectionNames(server, names) };
  const describe = prepareDescribeMatches(server, names);

  return async ({ text, filter = {}, sort = 'relevance', ...query }: SearchQuery): Promise<SearchResult> => {
    const { offset = 0, limit = DEFAULT_LIMIT, isTyping = false } = query;
    const stretch = { offset: atLeastZero(offset), limit: Math.min(atLeastZero(limit), MOST_AT_ONCE) };
    const filters = readFilters(filter);
    const wanted = { filters, sort, stretch };

    if (text.trim() === '') {
      const { total, shown, facets } = await listDocuments(tools, wanted);
      const hits = await describeListed(server, names, shown);
      return { total, hits, facets, corrections: [], wordStart: null };
    }

    const find = async ({ parsed, isOpen }: SettledQuery) => {
      const ask = async (corrections: readonly Correction[]) => {
        const narrowed = await narrow(server, names, compileQuestion(parsed, isOpen, corrections));
        return { narrowed, matches: await matchDocuments(tools, narrowed, wanted) };
      };
      // Hardly any question has mistakes in it: it is asked as typed while its words are looked up.
      const [corrections, asTyped] = await Promise.all([findCorrections(server, names, parsed, isOpen), ask([])]);
      return corrections.length === 0 ? asTyped : ask(corrections);
    };
    const read = (isBegun: boolean) => readQuery(text, isBegun);
    const { found, wordStart } = isTyping
      ? { found: await find(read(true)), wordStart: null }
      : await findByWordStart({
          read,
          find,
          isNothing: async ({ narrowed, matches }) =>
            matches.total === 0 && (filters.size === 0 || (await matchesNothing(tools, narrowed))),
        });
    const { narrowed, matches } = found;
    return {
      total: matches.total,
      hits: await describe(matches.shown, narrowed),
      facets: matches.facets,
      corrections: narrowed.question.corrections,
      wordStart,
    };
  };
}

const atLeastZero = (count: number) => (count > 0 ? Math.floor(count) : 0);
