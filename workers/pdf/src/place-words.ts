import type { Word } from '@diachi/page-text';
import { ASCENT } from './glyphless-font.ts';

/** A word and where it stands along its line, in pixels. */
export type PlacedWord = { readonly text: string; readonly x: number; readonly width: number };

/** The least gap between words, in parts of the line's rise: below 0.15 of the font's size some viewers read two words as one. */
const LEAST_GAP = (0.17 * 1000) / ASCENT;
/** What may be taken off a word for the sake of the gap. */
const MOST_TAKEN = 0.25;

/** Words over their boxes, the end of a word drawn in a little where the next one is too near. */
export const placeWords = (words: readonly Word[], risePx: number): readonly PlacedWord[] =>
  words.map(({ text, box }, place) => {
    const next = words[place + 1]?.box.x;
    const wanted = next === undefined || next < box.x ? box.width : next - LEAST_GAP * risePx - box.x;
    const width = Math.min(box.width, Math.max(wanted, box.width * (1 - MOST_TAKEN)));
    return { text, x: box.x, width: Math.max(width, 1) };
  });
