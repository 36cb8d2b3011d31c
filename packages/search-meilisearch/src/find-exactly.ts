import { type DocumentId, Failure } from '@diachi/domain';
import type { CatalogueOrder, CatalogueQuestion, QuestionField, SearchIndex } from '@diachi/ports';
import { MAX_QUERY_LENGTH, type QueryWord, readQuery } from '@diachi/vietnamese';
import { conditionOf, isOfEveryEntry } from './catalogue-condition.ts';
import { type Condition, isOneOf } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import { OURS_ONLY, SHOWN } from './match.ts';
import type { MeiliServer } from './meili-server.ts';
import { type Ask, MOST_TERMS, searchBy } from './question.ts';
import { fieldAttribute } from './record-fields.ts';
import { foldedTerm } from './term.ts';

const MOST_AT_ONCE = 100;
/** Documents that are put together with others; more than that fails. */
const MOST_TOGETHER = 50_000;

type Words = Extract<CatalogueQuestion, { kind: 'words' }>;
type Found = {
  readonly document: DocumentId;
  readonly receivedAt: number;
  readonly newest?: number;
  readonly oldest?: number;
};
type Sets = ReadonlyMap<DocumentId, Found>;

const FIELDS = ['document', 'receivedAt', 'newest', 'oldest'];

/**
 * Answers questions of catalogues. What one question to the server can say is asked so, a stretch at a time; other parts are fetched whole
 * and put together here.
 */
export function prepareFindExactly(server: MeiliServer, names: IndexNames): SearchIndex['find'] {
  const ask = async (condition: Condition | null, words: WordsQuery | null): Promise<Sets> => {
    const [answer] = await server.search<Found & { readonly id?: DocumentId }>([
      {
        ...query(names, condition, words),
        limit: MOST_TOGETHER + 1,
        attributesToRetrieve: words ? FIELDS : ['id', ...FIELDS],
      },
    ]);
    const hits = answer?.hits ?? [];
    if (hits.length > MOST_TOGETHER) throw tooMany();
    return new Map(hits.map((hit) => [hit.id ?? hit.document, { ...hit, document: hit.id ?? hit.document }]));
  };

  const collect = async (question: CatalogueQuestion): Promise<Sets> => {
    const condition = conditionOf(question);
    if (condition !== undefined) return ask(condition, null);
    if (question.kind === 'words')
      return together(await Promise.all(wordsQueries(question).map((words) => ask(null, words))));
    if (question.kind !== 'and' && question.kind !== 'or' && question.kind !== 'not') return ask(null, null);

    const only = question.kind === 'and' ? within(question) : null;
    if (only) return together(await Promise.all(wordsQueries(only.words).map((words) => ask(only.condition, words))));
    const [left, right] = await Promise.all([collect(question.left), collect(question.right)]);
    if (question.kind === 'or') return together([left, right]);
    return new Map([...left].filter(([id]) => right.has(id) === (question.kind === 'and')));
  };

  return async (question, { order = 'received', offset, limit }) => {
    const [from, most] = [Math.max(0, Math.floor(offset)), Math.min(Math.max(0, Math.floor(limit)), MOST_AT_ONCE)];
    const condition = conditionOf(question);
    if (condition !== undefined) return askSorted(server, names, condition, order, from, most);
    const found = [...(await collect(question)).values()].sort(comparing(order));
    return { total: found.length, ids: found.slice(from, from + most).map(({ document }) => document) };
  };
}

/** What needs no words is listed by the server, however much it is. */
async function askSorted(
  server: MeiliServer,
  names: IndexNames,
  condition: Condition | null,
  order: CatalogueOrder,
  offset: number,
  limit: number,
) {
  const asked = query(names, condition, null);
  const sort = [
    ...(order === 'received' ? [] : [order === 'newest' ? 'newest:desc' : 'oldest:asc']),
    'receivedAt:desc',
    'id:asc',
  ];
  const [counted, listed] = await server.search<{ id: DocumentId }>([
    { ...asked, page: 1, hitsPerPage: 0 },
    { ...asked, sort, offset, limit, attributesToRetrieve: ['id'] },
  ]);
  return { total: counted?.totalHits ?? 0, ids: (listed?.hits ?? []).map(({ id }) => id) };
}

/** Words as the server is asked for them, in some attributes. */
type WordsQuery = { readonly ask: Ask; readonly attributes: readonly string[]; readonly isRecord: readonly (0 | 1)[] };

const query = (names: IndexNames, condition: Condition | null, words: WordsQuery | null) =>
  words === null
    ? { indexUid: names.documents, filter: [OURS_ONLY, ...(condition === null ? [] : [condition])] }
    : {
        indexUid: names.pages,
        ...searchBy(words.ask),
        attributesToSearchOn: [...words.attributes],
        filter: [SHOWN, OURS_ONLY, isOneOf('isRecord', words.isRecord), ...(condition === null ? [] : [condition])],
        distinct: 'document',
      };

/** Any of several words is several questions. Fails with `search.bad-query`. */
function wordsQueries({ text, field, relation, isBegun }: Words): readonly WordsQuery[] {
  const { parts } = readQuery(text, false).parsed;
  const isPhrase = relation === 'side-by-side';
  const groups = isPhrase ? [parts.flatMap((part) => part.words)] : parts.map((part) => part.words);
  const terms = groups.map((words, at) => termsOf(words, isBegun && at === groups.length - 1));
  if (terms.flat().length > MOST_TERMS && relation !== 'any') {
    throw new Failure('invalid', 'search.bad-query', `Ask for at most ${MOST_TERMS} words in one clause.`, {
      details: { words: MOST_TERMS, characters: MAX_QUERY_LENGTH },
    });
  }
  const isRecord = ({ anything: [0, 1], text: [0] } as const)[field as 'anything' | 'text'] ?? ([1] as const);
  const where = { attributes: attributesOf(field), isRecord };
  const asks = relation === 'any' ? terms : [terms.flat()];
  return asks.map((one) => ({ ask: { terms: one, isSideBySide: isPhrase && one.length > 1 }, ...where }));
}

/** A quoted word is that very word; the start of one stands bare and last, behind what stands before it. */
function termsOf(words: readonly QueryWord[], isBegun: boolean): readonly string[] {
  const written = words.map(({ folded }) => foldedTerm(folded));
  if (!isBegun) return [`"${written.join(' ')}"`];
  const before = written.slice(0, -1);
  return [...(before.length > 0 ? [`"${before.join(' ')}"`] : []), ...written.slice(-1)];
}

const attributesOf = (field: QuestionField): readonly string[] =>
  field === 'anything' || field === 'text' ? ['folded'] : [fieldAttribute(field)];

/** Words within what needs none, either way round. */
function within({ left, right }: { readonly left: CatalogueQuestion; readonly right: CatalogueQuestion }) {
  for (const [words, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const condition = conditionOf(other);
    if (words.kind === 'words' && condition !== undefined && isOfEveryEntry(other)) return { words, condition };
  }
  return null;
}

const together = (sets: readonly Sets[]): Sets => new Map(sets.flatMap((set) => [...set]));

function comparing(order: CatalogueOrder): (one: Found, other: Found) => number {
  const key = ({ newest = Number.NEGATIVE_INFINITY, oldest = Number.POSITIVE_INFINITY }: Found) =>
    order === 'newest' ? newest : order === 'oldest' ? -oldest : 0;
  return (one, other) => {
    if (key(one) !== key(other)) return key(one) > key(other) ? -1 : 1;
    return other.receivedAt - one.receivedAt || (one.document < other.document ? -1 : 1);
  };
}

const tooMany = () =>
  new Failure('invalid', 'search.too-many', `More than ${MOST_TOGETHER} documents would have to be put together.`, {
    details: { most: MOST_TOGETHER },
  });
