import { letterSizeOf, reachOf } from '../arrange/letter-size.ts';
import type { Word } from '../page-text.ts';

/** Type size of printed samples, in pixels; lines are half as much again apart. */
export const SIZE = 40;
export const PITCH = 60;

/** What is printed somewhere: lines from `x` and the first baseline `y` on, as an engine would see one block of them. */
export type Print = {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
  readonly size?: number;
  /** Lines are centred on `x`, or end at it. */
  readonly align?: 'left' | 'middle' | 'right';
  /** How far the first line of a paragraph is set in, marked in the text by a leading `¶`. */
  readonly indent?: number;
};

/** Words of prints as an engine leaves them: blocks and lines in the order given, every letter half as wide as its type is high. */
export function printed(...prints: readonly Print[]): readonly Word[] {
  let line = 0;
  return prints.flatMap(({ x, y, lines, size = SIZE, align = 'left', indent = SIZE }, block) =>
    lines.flatMap((text, place) => {
      const shown = text.replace('¶', '');
      const width = shown.length * size * 0.5;
      const start =
        x + (text === shown ? 0 : indent) - (align === 'middle' ? width / 2 : align === 'right' ? width : 0);
      return wordsOfLine(shown, start, y + place * size * 1.5, size, { line: line++, block });
    }),
  );
}

function wordsOfLine(
  text: string,
  x: number,
  base: number,
  size: number,
  where: { line: number; block: number },
): Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const left = x + index * size * 0.5;
    const { rise, depth } = reachOf(word);
    const box = { x: left, y: base - rise * size, width: word.length * size * 0.5, height: (rise + depth) * size };
    words.push({ text: word, box, confidence: 0.95, ...where });
  }
  return words;
}

/** The words as an engine sees them that takes what stands on one baseline for one line, from left to right over the whole page. */
export function readAcross(words: readonly Word[]): readonly Word[] {
  const base = (word: Word) => Math.round(word.box.y + reachOf(word.text).rise * letterSizeOf(word).size);
  const bases = [...new Set(words.map(base))].toSorted((one, other) => one - other);
  return words
    .map((word) => ({ ...word, line: bases.indexOf(base(word)), block: 0 }))
    .toSorted((one, other) => one.line - other.line || one.box.x - other.box.x);
}
