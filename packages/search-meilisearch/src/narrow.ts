import { type Condition, isOneOf } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import type { MeiliServer } from './meili-server.ts';
import { type Ask, MOST_TERMS, type Question, searchBy } from './question.ts';

/** A question the server reads whole, within some entries. */
export type NarrowedQuestion = { readonly question: Question; readonly within: readonly Condition[] };

/** Entries with the first terms that are looked through for the rest. The longest terms come first, and ten of those are hardly ever on so many. */
const MOST_ENTRIES = 1_000;

/**
 * The server leaves unread what comes after ten terms. Entries with the ten longest terms are found first, and the rest is sought in
 * these alone.
 */
export async function narrow(server: MeiliServer, names: IndexNames, question: Question): Promise<NarrowedQuestion> {
  const [typed] = question.all;
  if (!typed || typed.terms.length <= MOST_TERMS) return { question, within: [] };

  // An open term has to stay the last.
  const open = question.isTyping ? typed.terms.slice(-1) : [];
  let rest = typed.terms.slice(0, typed.terms.length - open.length).toSorted((one, other) => other.length - one.length);
  let within: readonly Condition[] = [];
  while (rest.length + open.length > MOST_TERMS) {
    const first: Ask = { terms: rest.slice(0, MOST_TERMS), isSideBySide: false };
    within = await entriesWith(server, names, first, within);
    rest = rest.slice(MOST_TERMS);
  }
  const last: Ask = { terms: [...rest, ...open], isSideBySide: false };
  return { question: { ...question, all: [last] }, within };
}

async function entriesWith(
  server: MeiliServer,
  names: IndexNames,
  ask: Ask,
  within: readonly Condition[],
): Promise<readonly Condition[]> {
  const [found] = await server.search<{ document: string; place: number }>([
    {
      indexUid: names.pages,
      ...searchBy(ask),
      filter: [isOneOf('isShown', [true]), ...within],
      limit: MOST_ENTRIES,
      attributesToRetrieve: ['document', 'place'],
    },
  ]);
  const hits = found?.hits ?? [];
  const places = Map.groupBy(hits, ({ document }) => document);
  const each = [...places].map(
    ([document, of]) =>
      `(${isOneOf('document', [document])} AND ${isOneOf('place', [...new Set(of.map(({ place }) => place))])})`,
  );
  return [each.length === 0 ? isOneOf('document', ['none']) : each.join(' OR ')];
}
