import { confusionCost } from '../confusions/confusion-cost.ts';
import { type ConfusionTable, confusionTable } from '../confusions/confusion-table.ts';
import { letterCodes } from '../confusions/letter-code.ts';
import { printedConfusions } from '../confusions/printed-confusions.ts';
import { fold } from '../fold.ts';
import { toneExact } from '../tone-exact.ts';
import { nearbyLetters } from './nearby-letters.ts';
import { syllablesByLetters } from './syllable-index.ts';

/** A syllable a word may have been printed as. */
export type Proposal = {
  /** In small letters, NFC. */
  readonly text: string;
  /** −ln of how often it is read as that word, for each time it is read right. */
  readonly cost: number;
};

// Syllables have up to seven letters, and two of them may be read as four.
const LONGEST_WORD = 9;
const MOST_COST = 12;
/** A tone on the wrong vowel: tóan for toán. The tone itself was made out. */
const TONE_MOVED = 4;
const MOST_PROPOSALS = 24;

let printed: ConfusionTable | undefined;

// Misreadings repeat: the same letters of the same type on the same paper.
const kept = new Map<string, readonly Proposal[]>();
const MOST_KEPT = 5_000;

/**
 * The possible syllables a word without its signs may have been printed as, cheapest first, the word itself not among them. `table` tells which
 * letters are confused; that of `printedConfusions` when left out. Takes a fifth of a millisecond.
 */
export function propose(word: string, table?: ConfusionTable): readonly Proposal[] {
  const read = word.normalize('NFC').toLowerCase();
  if (read.length === 0 || read.length > LONGEST_WORD) return [];
  if (table) return nearest(read, table);
  const known = kept.get(read);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  printed ??= confusionTable(printedConfusions);
  const found = nearest(read, printed);
  kept.set(read, found);
  return found;
}

function nearest(read: string, table: ConfusionTable): readonly Proposal[] {
  const codes = letterCodes(read);
  const folded = fold(read);
  const exact = toneExact(read);
  const found: Proposal[] = [];
  for (const letters of nearbyLetters(folded)) {
    for (const syllable of syllablesByLetters().get(letters) ?? []) {
      const isMoved = letters === folded && syllable.exact === exact;
      const cost = isMoved ? TONE_MOVED : confusionCost(syllable.codes, codes, table, MOST_COST);
      if (cost <= MOST_COST && syllable.text !== read) found.push({ text: syllable.text, cost });
    }
  }
  return found.sort((one, other) => one.cost - other.cost || (one.text < other.text ? -1 : 1)).slice(0, MOST_PROPOSALS);
}
