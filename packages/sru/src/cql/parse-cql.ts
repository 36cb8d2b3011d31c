import { Refusal } from '../diagnostics.ts';
import type { CqlIndex, CqlModifier, CqlNode, CqlQuery, CqlRelation, CqlSortKey } from './cql-node.ts';
import { type CqlToken, cqlTokens } from './cql-tokens.ts';

const BOOLEANS = ['and', 'or', 'not', 'prox'] as const;
const COMPARISONS = ['=', '==', '<', '>', '<=', '>=', '<>'];
// Each is a question of its own to the index.
const MOST_CLAUSES = 25;
const MOST_DEPTH = 30;

/** Prefixes that are in force, by their names in small letters; '' is the set of indexes without one. */
type Prefixes = ReadonlyMap<string, string>;

/**
 * Reads a query in CQL 1.2 (also CQL 2.0, OASIS searchRetrieve 1.0 part 5), all of its grammar. Booleans bind equally, from the left.
 * Fails with diagnostics 10, 12 and 38.
 */
export function parseCql(query: string): CqlQuery {
  const reader = readTokens(cqlTokens(query));
  const prefixes = readPrefixes(reader, new Map());
  const root = readQuery(reader, prefixes, 0);
  const sortKeys = reader.isWord('sortby') ? readSortKeys(reader, prefixes) : [];
  if (reader.peek().kind !== 'end') throw unexpected(reader.peek());
  return { root, sortKeys };
}

type Reader = {
  peek(): CqlToken;
  next(): CqlToken;
  /** Whether a bare word, in whatever case, comes next. */
  isWord(...words: readonly string[]): boolean;
  isSign(...signs: readonly string[]): boolean;
  /** Counts one more clause. */
  count(): void;
};

function readTokens(tokens: readonly CqlToken[]): Reader {
  const end: CqlToken = { kind: 'end', text: '' };
  let at = 0;
  let clauses = 0;
  const peek = () => tokens[at] ?? end;
  return {
    peek,
    next() {
      const token = peek();
      at += 1;
      return token;
    },
    isWord: (...words) => peek().kind === 'word' && words.includes(peek().text.toLowerCase()),
    isSign: (...signs) => peek().kind === 'sign' && signs.includes(peek().text),
    count() {
      clauses += 1;
      if (clauses > MOST_CLAUSES) throw new Refusal(38, String(MOST_CLAUSES));
    },
  };
}

/** `> dc = "info:…"` before a query declares a prefix, `> "info:…"` the set of indexes that have none. */
function readPrefixes(reader: Reader, outer: Prefixes): Prefixes {
  const prefixes = new Map(outer);
  while (reader.isSign('>')) {
    reader.next();
    const first = readString(reader);
    if (reader.isSign('=')) {
      reader.next();
      prefixes.set(first.text.toLowerCase(), readString(reader).text);
    } else prefixes.set('', first.text);
  }
  return prefixes;
}

function readQuery(reader: Reader, prefixes: Prefixes, depth: number): CqlNode {
  if (depth > MOST_DEPTH) throw new Refusal(38, `nested deeper than ${MOST_DEPTH}`);
  let left = readClause(reader, prefixes, depth);
  while (reader.isWord(...BOOLEANS)) {
    const kind = reader.next().text.toLowerCase() as (typeof BOOLEANS)[number];
    const modifiers = readModifiers(reader);
    left = { kind, modifiers, left, right: readClause(reader, prefixes, depth) };
  }
  return left;
}

function readClause(reader: Reader, prefixes: Prefixes, depth: number): CqlNode {
  reader.count();
  if (reader.isSign('(')) {
    reader.next();
    const inside = readQuery(reader, readPrefixes(reader, prefixes), depth + 1);
    if (!reader.isSign(')')) throw unexpected(reader.peek());
    reader.next();
    return inside;
  }
  const first = readString(reader);
  const isRelation =
    reader.isSign(...COMPARISONS) || (reader.peek().kind === 'word' && !reader.isWord(...BOOLEANS, 'sortby'));
  if (!isRelation) return { kind: 'clause', index: null, relation: { name: '=', modifiers: [] }, term: first.text };
  const relation: CqlRelation = { name: reader.next().text.toLowerCase(), modifiers: readModifiers(reader) };
  return { kind: 'clause', index: indexOf(first.text, prefixes), relation, term: readString(reader).text };
}

function readModifiers(reader: Reader): readonly CqlModifier[] {
  const modifiers: CqlModifier[] = [];
  while (reader.isSign('/')) {
    reader.next();
    const name = readString(reader).text.toLowerCase();
    const comparison = reader.isSign(...COMPARISONS) ? reader.next().text : null;
    modifiers.push({ name, comparison, value: comparison === null ? null : readString(reader).text });
  }
  return modifiers;
}

function readSortKeys(reader: Reader, prefixes: Prefixes): readonly CqlSortKey[] {
  reader.next();
  const keys: CqlSortKey[] = [];
  do keys.push({ index: indexOf(readString(reader).text, prefixes), modifiers: readModifiers(reader) });
  while (reader.peek().kind === 'word' || reader.peek().kind === 'quoted');
  return keys;
}

function readString(reader: Reader): CqlToken {
  const token = reader.next();
  if (token.kind === 'word' || token.kind === 'quoted') return token;
  throw unexpected(token);
}

function indexOf(written: string, prefixes: Prefixes): CqlIndex {
  const [, prefix = null, name = written] = /^([^.]+)\.(.+)$/.exec(written) ?? [];
  const set = prefixes.get(prefix?.toLowerCase() ?? '') ?? null;
  return { prefix: prefix?.toLowerCase() ?? null, name: name.toLowerCase(), set };
}

const unexpected = ({ kind, text }: CqlToken) =>
  new Refusal(10, kind === 'end' ? 'the query ends too early' : `not expected: ${text}`);
