import type { Word } from '@diachi/page-text';
import { isSyllable } from '@diachi/vietnamese';

/** What speaks for a word and against it: one number for each name, in this order. */
export const EVIDENCE = [
  'always',
  'engine',
  'page',
  'line',
  'syllable',
  'signs',
  'mixed',
  'changed',
  'letters',
] as const;

export type Evidence = readonly number[];

/** The evidence of each word of a page, from how sure its engine was of it, of its line and of the page, and from how it is spelt. */
export function evidenceOf(words: readonly Word[]): readonly Evidence[] {
  const odds = words.map(({ confidence }) => oddsOf(confidence));
  const page = mean(odds);
  const lines = new Map<number, number[]>();
  for (const [place, { line }] of words.entries()) {
    const others = lines.get(line) ?? [];
    others.push(odds[place] as number);
    lines.set(line, others);
  }
  const lineMeans = new Map([...lines].map(([line, those]) => [line, mean(those)]));
  return words.map((word, place) => [
    1,
    odds[place] as number,
    page,
    lineMeans.get(word.line) ?? page,
    ...spellingOf(word.text),
    word.change ? 1 : 0,
    Math.log(1 + word.text.length),
  ]);
}

/** Whether a word is made of possible syllables, of signs and digits alone, or of letters with digits or signs among them. */
function spellingOf(text: string): readonly [syllable: number, signs: number, mixed: number] {
  const core = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (!/\p{L}/u.test(core)) return [0, 1, 0];
  const parts = core.split(/[-‐–/.,]/u).filter((part) => part !== '');
  if (parts.every(isSyllable)) return [1, 0, 0];
  return [0, 0, /[^\p{L}\p{M}]/u.test(core) ? 1 : 0];
}

// An engine that is sure of a word by more than this has been wrong more often than that.
const SUREST = 0.995;

const oddsOf = (confidence: number): number => {
  const within = Math.min(SUREST, Math.max(1 - SUREST, confidence));
  return Math.log(within / (1 - within));
};

const mean = (numbers: readonly number[]) =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
