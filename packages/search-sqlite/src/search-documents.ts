import type { DocumentId, DocumentRecord } from '@diachi/domain';
import type { DocumentHit, SearchQuery, SearchResult } from '@diachi/ports';
import { markText, wholeSnippet } from '@diachi/vietnamese';
import { bestPages } from './best-pages.ts';
import { filterAndCount } from './count-facets.ts';
import { type Asked, findByWordStart } from './find-by-word-start.ts';
import { type Match, matchDocuments, matchEverything } from './match-documents.ts';
import { type MatchingRows, prepareMatchingRows } from './matching-rows.ts';
import type { OpenedIndex } from './opened-index.ts';
import { type RankedRows, rankRows } from './rank-rows.ts';
import { type Question, readQuestion } from './read-question.ts';
import { sortMatches } from './sort-matches.ts';
import { fieldExpression } from './words-expression.ts';

const DEFAULT_LIMIT = 20;
const MOST_AT_ONCE = 100;

/** Pages that match, and the documents they are of with those whose record matches. */
type Finding = { readonly pages: RankedRows; readonly matches: readonly Match[] };
/** Everything there is, when nothing was asked. */
type Listed = { readonly question: null; readonly found: Finding; readonly wordStart: null };

const nothing: RankedRows = { rows: new Float64Array(), levels: new Uint8Array() };

/** Answers a whole result page: documents with their best pages, facets, corrections. */
export function prepareSearchDocuments(index: OpenedIndex): (query: SearchQuery) => SearchResult {
  const { database, documents, vocabulary } = index;
  const folded = prepareMatchingRows(database, 'folded');
  const exact = prepareMatchingRows(database, 'exact');
  const records = prepareMatchingRows(database, 'records');
  const inFields: MatchingRows = (expression) => records(fieldExpression('anything', expression));
  const inExact: MatchingRows = (expression) => records(`exact : (${expression})`);
  const readDocument = database.prepare('SELECT id, record FROM documents WHERE number = ?');

  const find = (question: Question | null): Finding => {
    if (!question) return { pages: nothing, matches: matchEverything(documents) };
    const pages = rankRows(question.compiled, folded, exact);
    const titled = rankRows(question.compiled, inFields, inExact);
    return { pages, matches: matchDocuments(documents, pages, titled) };
  };

  const describe = (match: Match, question: Question | null, pages: RankedRows): DocumentHit => {
    const [id, written] = readDocument.get(match.document.number) ?? [];
    const record = JSON.parse(String(written)) as DocumentRecord;
    const title = record.title.normalize('NFC');
    return {
      documentId: String(id) as DocumentId,
      source: match.document.source,
      record,
      title: question ? wholeSnippet(markText(title, question)) : [{ text: title, isHit: false }],
      pages: question ? bestPages(index, question, match, pages) : [],
      pageCount: match.end - match.start,
    };
  };

  const ask = (text: string, isTyping: boolean): Asked<Finding> | Listed => {
    if (text.trim() === '') return { question: null, found: find(null), wordStart: null };
    const read = (isBegun: boolean) => readQuestion(text, isBegun, vocabulary);
    if (isTyping) {
      const question = read(true);
      return { question, found: find(question), wordStart: null };
    }
    return findByWordStart({ read, find, isNothing: ({ matches }) => matches.length === 0 });
  };

  return ({ text, filter = {}, sort = 'relevance', offset = 0, limit = DEFAULT_LIMIT, isTyping = false }) => {
    const { question, found, wordStart } = ask(text, isTyping);
    const { pages, matches } = found;
    const { matches: passing, facets } = filterAndCount(matches, filter);
    const shown = sortMatches(passing, sort, {
      offset: atLeastZero(offset),
      limit: Math.min(atLeastZero(limit), MOST_AT_ONCE),
    });
    return {
      total: passing.length,
      hits: shown.map((match) => describe(match, question, pages)),
      facets,
      corrections: question?.corrections ?? [],
      wordStart,
    };
  };
}

const atLeastZero = (count: number) => (count > 0 ? Math.floor(count) : 0);
