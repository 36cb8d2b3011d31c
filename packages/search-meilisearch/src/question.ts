import { type Correction, fold, type ParsedQuery, type QueryPart, type QueryWord } from '@diachi/vietnamese';
import { exactTerm, foldedTerm } from './term.ts';

/** The server reads so many terms of a question; a phrase is one term. */
export const MOST_TERMS = 10;
/** Combinations of what may have been meant by several mistyped words. */
const MOST_COMBINATIONS = 16;
/** Of two terms those that stand side by side have a ranking score of 1, others less. */
const SIDE_BY_SIDE = 0.999;

/** One question as the server reads it. */
export type Ask = {
  readonly terms: readonly string[];
  /** Only what stands side by side. */
  readonly isSideBySide: boolean;
};

/** What a person wants to find. */
export type Question = {
  readonly parsed: ParsedQuery;
  readonly isTyping: boolean;
  readonly corrections: readonly Correction[];
  /** Finds every entry, in any spelling: as typed first, then as it may have been meant. An entry that answers any of them matches. */
  readonly all: readonly Ask[];
  /** The best first. Each finds a part of what `all` finds. */
  readonly stricter: readonly Ask[];
};

/** `isTyping`: the last word may go on. Its tones are not judged before it is whole. */
export function compileQuestion(
  parsed: ParsedQuery,
  isTyping: boolean,
  corrections: readonly Correction[] = [],
): Question {
  const open = isTyping ? parsed.parts.at(-1)?.words.at(-1) : undefined;
  const all = combinations(parsed, corrections).map((meant) => askAll(parsed, open, meant));
  const stricter = corrections.length > 0 ? [] : stricterAsks(parsed, open);
  return { parsed, isTyping, corrections, all, stricter: stricter.filter(({ terms }) => terms.length <= MOST_TERMS) };
}

/** As the server takes it, with what to search by. A quoted word is that very word: no start of another, no two words in one. */
export const searchBy = ({ terms, isSideBySide }: Ask) => ({
  q: terms.join(' '),
  matchingStrategy: 'all' as const,
  ...(isSideBySide ? { rankingScoreThreshold: SIDE_BY_SIDE } : {}),
});

type Meanings = ReadonlyMap<string, string>;

function askAll({ parts }: ParsedQuery, open: QueryWord | undefined, meant: Meanings): Ask {
  const foldedOf = (part: QueryPart) => (word: QueryWord) =>
    foldedTerm(part.isPhrase ? word.folded : (meant.get(word.folded) ?? word.folded));
  const terms = parts.flatMap((part) => quoted(part.words.filter((word) => word !== open).map(foldedOf(part))));
  // The start of a word is read as one only where nothing follows, and inside a phrase not at all: then it has to stand beside the rest.
  const isSideBySide = open !== undefined && parts.length === 1 && (parts[0]?.words.length ?? 0) > 1;
  return { terms: [...terms, ...begun(open)], isSideBySide };
}

function stricterAsks({ parts, hasMarks }: ParsedQuery, open: QueryWord | undefined): readonly Ask[] {
  const words = parts.flatMap((part) => part.words).filter((word) => word !== open);
  const exact = hasMarks ? words.flatMap((word) => quoted([exactTerm(word.exact)])) : [];
  const phrase = parts.length > 1 && words.length > 1 ? quoted(words.map(({ folded }) => foldedTerm(folded))) : [];
  const phrases = parts.flatMap((part) => {
    const whole = part.words.filter((word) => word !== open);
    return whole.length > 1 ? quoted(whole.map(({ folded }) => foldedTerm(folded))) : [];
  });
  const isSideBySide = open !== undefined && parts.length === 1 && (parts[0]?.words.length ?? 0) > 1;

  // What has to stand side by side is judged by two terms alone.
  if (isSideBySide) return [];
  return [
    ...(exact.length > 0 && phrase.length > 0 ? [[...exact, ...phrase, ...begun(open)]] : []),
    ...(exact.length > 0 ? [[...exact, ...phrases, ...begun(open)]] : []),
    ...(phrase.length > 0 ? [[...phrase, ...begun(open)]] : []),
  ].map((terms) => ({ terms, isSideBySide: false }));
}

const quoted = (words: readonly string[]): readonly string[] => (words.length === 0 ? [] : [`"${words.join(' ')}"`]);

const begun = (open: QueryWord | undefined): readonly string[] => (open ? [foldedTerm(open.folded)] : []);

/** Every way to read the mistyped words, as typed first. */
function combinations({ parts }: ParsedQuery, corrections: readonly Correction[]): readonly Meanings[] {
  let ways: Meanings[] = [new Map()];
  const byTyped = Map.groupBy(corrections, ({ typed }) => fold(typed));
  for (const [typed, list] of byTyped) {
    if (!parts.some((part) => !part.isPhrase && part.words[0]?.folded === typed)) continue;
    const readings = [typed, ...list.map(({ meant }) => fold(meant))];
    ways = readings.flatMap((reading) => ways.map((way) => new Map([...way, [typed, reading]])));
  }
  return ways.slice(0, MOST_COMBINATIONS);
}
