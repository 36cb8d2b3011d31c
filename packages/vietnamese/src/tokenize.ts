import { fold } from './fold.ts';
import { type LetterKind, letterKind } from './letter-kind.ts';
import { toneExact } from './tone-exact.ts';

/** One word of a text. `start` and `end` are places in the NFC form of the text. */
export type Token = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Small letters without marks: what is looked for. */
  readonly folded: string;
  /** See `toneExact`: what tells the very word from its neighbours. */
  readonly exact: string;
};

/** The words of a text in their order. Everything that is neither letter, digit nor mark stands between words. */
export function tokenize(text: string): readonly Token[] {
  const composed = text.normalize('NFC');
  const tokens: Token[] = [];
  let at = 0;
  while (at < composed.length) {
    const kind = letterKind(composed, at);
    const start = at;
    at += widthAt(composed, at);
    // A Han character is a word of its own.
    if (kind === 'letter') at = endOfWord(composed, at, start);
    else if (kind !== 'ideograph') continue;

    const found = composed.slice(start, at);
    const forms = formsOf(found);
    if (forms.folded !== '') tokens.push({ text: found, start, end: at, folded: forms.folded, exact: forms.exact });
  }
  return tokens;
}

function endOfWord(text: string, from: number, start: number): number {
  let at = from;
  while (at < text.length) {
    const kind = letterKind(text, at);
    if (kind === 'letter') at += widthAt(text, at);
    else if (joins(kind, text, at, start)) at += 1;
    else return at;
  }
  return at;
}

// Signs that are not written (soft hyphens, zero-width joiners) do not end a word, and neither does the apostrophe of
// H'Mông, K'Ho, R'lấp, B'Lao; that of l'Indochine and d'Annam does.
function joins(kind: LetterKind, text: string, at: number, start: number): boolean {
  if (letterKind(text, at + 1) !== 'letter') return false;
  return kind === 'unwritten' || (kind === 'apostrophe' && at === start + 1 && /[HKRB]/i.test(text.charAt(start)));
}

const widthAt = (text: string, at: number) => {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff && at + 1 < text.length ? 2 : 1;
};

type Forms = Pick<Token, 'folded' | 'exact'>;

// The same few thousand words make up nearly every page; their forms are worked out once.
const known = new Map<string, Forms>();
const MOST_KNOWN = 20_000;
// A longer slice would keep the whole page it was cut from in memory.
const LONGEST_KNOWN = 12;

function formsOf(found: string): Forms {
  const seen = known.get(found);
  if (seen) return seen;
  const forms = { folded: fold(found).replace(/[\u0300-\u036f\p{Cf}'’ʼ]/gu, ''), exact: toneExact(found) };
  if (found.length > LONGEST_KNOWN) return forms;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(found, forms);
  return forms;
}
