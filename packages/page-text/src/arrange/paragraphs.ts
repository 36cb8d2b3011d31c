import type { Span } from './bands.ts';
import type { Line } from './line.ts';
import type { Measures } from './measures.ts';
import { median } from './median.ts';

/** Lines that belong together; `isStart` is false of one that goes on from the column before. */
export type Paragraph = { readonly lines: readonly Line[]; readonly isStart: boolean };

const endsSentence = /[.!?:;…][”"»’')\]]*$/;
const startsSmall = /^[“"«(]?\p{Ll}/u;
const bullet = /^([-–—•*+]|\(?(\d{1,3}|[a-zđ])[.)])(\s|$)/u;

/** More than the usual distance between two lines, in parts of it. */
const SPACE = 1.22;
const INDENT = 0.7;
const OTHER_SIZE = 1.17;

/**
 * A column's lines as paragraphs: told by a first line that is set in (or hangs out), by a last line in which the next word would have
 * found room, by space, and by another size of type.
 */
export function paragraphsOf(lines: readonly Line[], edges: Span, usual: Measures): readonly Paragraph[] {
  const paragraphs: { lines: Line[]; isStart: boolean }[] = [];
  const isHanging = hangs(lines, edges, usual);
  const verse = isVerse(lines);
  let specks: Line[] = [];
  let previous: Line | undefined;
  for (const line of lines) {
    if (line.isSpeck) {
      specks.push(line);
      continue;
    }
    const setIn = isHanging ? line.left < edges.from + 0.4 * usual.size : isSetIn(line, edges, usual);
    const setting = { edges, usual, setIn, isHanging };
    const isStart = verse || (previous ? starts(line, previous, setting) : setIn || !startsSmall.test(line.text));
    if (previous && !isStart) paragraphs.at(-1)?.lines.push(...specks, line);
    else paragraphs.push({ lines: [...specks, line], isStart });
    specks = [];
    previous = line;
  }
  if (specks.length > 0) paragraphs.push({ lines: specks, isStart: false });
  return paragraphs;
}

type Setting = { readonly edges: Span; readonly usual: Measures; readonly setIn: boolean; readonly isHanging: boolean };

function starts(line: Line, previous: Line, { edges, usual, setIn, isHanging }: Setting): boolean {
  const sizes = line.size / previous.size;
  if (isAllCapitals(previous.text) !== isAllCapitals(line.text) && isCentred(line, edges, usual)) return true;
  const isOtherSize = Math.max(sizes, 1 / sizes) > OTHER_SIZE && line.words.length > 1 && previous.words.length > 1;
  const isFar = line.pitch > SPACE * pitchFor(usual, line, previous);
  if (isCentred(line, edges, usual) && isBalanced(previous, edges, usual)) return isOtherSize || isFar;
  const hadRoom = previous.right + (line.words[0]?.box.width ?? 0) + usual.size < edges.to;
  if (isCentred(previous, edges, usual) && hadRoom && !startsSmall.test(line.text)) return true;
  if (isOtherSize && !(startsSmall.test(line.text) && !isFar)) return true;
  if (startsSmall.test(line.text) && !endsSentence.test(previous.text)) return isFar && line.pitch > 1.6 * usual.pitch;
  if (isFar) return true;
  if (isHanging ? setIn : setIn && line.left > previous.left + INDENT * usual.size * 0.7) return true;
  return hadRoom && (endsSentence.test(previous.text) || bullet.test(line.text) || !isSetIn(line, edges, usual));
}

const isSetIn = (line: Line, edges: Span, usual: Measures) => line.left > edges.from + INDENT * usual.size;

/** True of a line that stands in the middle of its column with room at both sides, as headings do. */
export const isCentred = (line: Line, edges: Span, usual: Measures): boolean =>
  isBalanced(line, edges, usual) && Math.min(line.left - edges.from, edges.to - line.right) > 1.5 * usual.size;

const isBalanced = ({ left, right }: Line, { from, to }: Span, { size }: Measures) =>
  Math.abs(left - from - (to - right)) < 2 * size;

/** Lines in larger or smaller type stand farther apart or nearer. */
const pitchFor = ({ size, pitch }: Measures, line: Line, previous: Line) =>
  Math.max(1, Math.max(line.size, previous.size) / size) * pitch;

/** True where most lines are set in and the others, which begin an entry, are not: lists of books and names. */
function hangs(lines: readonly Line[], { from }: Span, { size }: Measures): boolean {
  const inset = lines.filter(({ left }) => left > from + INDENT * size);
  if (lines.length < 5 || inset.length < lines.length * 0.5 || inset.length > lines.length * 0.92) return false;
  const common = median(inset.map(({ left }) => left));
  return inset.filter(({ left }) => Math.abs(left - common) < 0.5 * size).length > inset.length * 0.8;
}

/** True of lines that each begin with a capital, whether or not a sentence does: verses, which are not put together. */
export function isVerse(lines: readonly Line[]): boolean {
  const written = lines.filter(({ isSpeck, words }) => !isSpeck && words.length > 2);
  const begun = written.filter(({ text }) => /^[“"«(]?\p{Lu}/u.test(text)).length;
  const ended = written.filter(({ text }) => endsSentence.test(text)).length;
  return written.length > 3 && begun > 0.9 * written.length && ended < 0.6 * written.length;
}

/** True of a line in capitals. */
export const isAllCapitals = (text: string): boolean => {
  const capitals = (text.match(/\p{Lu}/gu) ?? []).length;
  return capitals >= 4 && capitals > 9 * (text.match(/\p{Ll}/gu) ?? []).length;
};
