import { letterCodes } from '../confusions/letter-code.ts';
import { fold } from '../fold.ts';
import { possibleSyllables } from '../syllable.ts';
import { toneExact } from '../tone-exact.ts';

export type IndexedSyllable = {
  readonly text: string;
  readonly codes: Uint8Array;
  /** See `toneExact`. */
  readonly exact: string;
};

let index: ReadonlyMap<string, readonly IndexedSyllable[]> | undefined;

/** Every possible syllable by its letters without marks; made at the first question, in a tenth of a second and seven megabytes. */
export function syllablesByLetters(): ReadonlyMap<string, readonly IndexedSyllable[]> {
  index ??= Map.groupBy(
    possibleSyllables().map((text) => ({ text, codes: letterCodes(text), exact: toneExact(text) })),
    ({ text }) => fold(text),
  );
  return index;
}
