import { type CutWord, cutWords } from './cut-words.ts';
import { toneExact } from './tone-exact.ts';

/** One word of a text, in all its forms. */
export type Token = CutWord & {
  /** As it stands in the NFC text. */
  readonly text: string;
  /** See `toneExact`: what tells the very word from its neighbours. */
  readonly exact: string;
};

/** The words of a text in their order, as `cutWords` cuts them. */
export function tokenize(text: string): readonly Token[] {
  const composed = text.normalize('NFC');
  return cutWords(composed).map(({ start, end, folded }) => {
    const found = composed.slice(start, end);
    return { text: found, start, end, folded, exact: exactForm(found) };
  });
}

// The same few thousand words make up nearly every page; their keys are worked out once.
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;
// A longer slice would keep the whole page it was cut from in memory.
const LONGEST_KNOWN = 12;

function exactForm(found: string): string {
  const seen = known.get(found);
  if (seen !== undefined) return seen;
  const exact = toneExact(found);
  if (found.length > LONGEST_KNOWN) return exact;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(found, exact);
  return exact;
}
