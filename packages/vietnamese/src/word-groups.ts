import { cutWords } from './cut-words.ts';
import { fold } from './fold.ts';
import { type ParsedQuery, parseQuery } from './parse-query.ts';
import { tokenize } from './tokenize.ts';
import { toneExact } from './tone-exact.ts';

/** A start longer than this is a question, not a start. */
const MOST_WORDS = 6;

/** Reads what somebody begins to type; null when it cannot go on. Quotes mean nothing here. */
export function readStart(start: string): ParsedQuery | null {
  const typed = parseQuery(start.replace(/["“”„‟«»″＂]/gu, ' '));
  const words = typed.parts.flatMap((part) => part.words);
  return words.length === 0 || words.length > MOST_WORDS || !typed.endsInWord ? null : typed;
}

/** Every place of a text where the typed words stand, the last one as far as it goes there. */
export function groupsBeginning(text: string, typed: ParsedQuery): readonly string[] {
  const words = typed.parts.flatMap((part) => part.words);
  const { length } = words;
  const tokens = cutWords(text);
  return tokens.flatMap((token, at) => {
    const group = tokens.slice(at, at + length);
    const fits =
      group.length === length &&
      group.every(({ folded }, step) => {
        const word = words[step]?.folded ?? '';
        return step === length - 1 ? folded.startsWith(word) : folded === word;
      });
    const end = group.at(-1)?.end ?? token.end;
    return fits ? [text.slice(token.start, end).replace(/\s+/g, ' ')] : [];
  });
}

/** Most frequent first; one entry for each way of spelling, in the capitals it mostly has. */
export function commonestFirst(groups: readonly string[]): readonly string[] {
  const bySpelling = Map.groupBy(groups, (group) => group.toLowerCase());
  return [...bySpelling.values()]
    .sort((one, other) => other.length - one.length)
    .map((same) => {
      const forms = [...Map.groupBy(same, (group) => group)].sort(([, one], [, other]) => other.length - one.length);
      return forms[0]?.[0] ?? '';
    });
}

/** Who types marks wants them: spellings that begin with exactly what was typed come first. */
export function preferTyped(spellings: readonly string[], typed: ParsedQuery, start: string): readonly string[] {
  if (!typed.hasMarks) return spellings;
  const sought = marksOf(start);
  const begins = (spelling: string) => marksOf(spelling).startsWith(sought);
  return [...spellings.filter(begins), ...spellings.filter((spelling) => !begins(spelling))];
}

const marksOf = (text: string) =>
  tokenize(text)
    .map((word) => (fold(word.text) === word.text.toLowerCase() ? word.folded : toneExact(word.text)))
    .join(' ');
