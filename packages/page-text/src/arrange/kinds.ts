import type { Span } from './bands.ts';
import type { Measures } from './measures.ts';
import { isAllCapitals, isCentred, type Paragraph } from './paragraphs.ts';

/** What kind of number a heading has, from the largest part of a book to the smallest. */
const numbers: readonly RegExp[] = [
  /^(phần|quyển|tập|livre|partie)\s+(thứ\s+)?([\dIVXL]+|\p{Lu}?\p{Ll}+)\b/iu,
  /^(chương|chapitre|chapter)\s+(thứ\s+)?([\dIVXL]+|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|premier)/iu,
  /^([IVX]{1,5}|[A-H])[.)\-–:]\s*\p{Lu}/u,
  /^(mục|bài|tiết|điều|section|article)\s+([\dIVXL]+)\b/iu,
  /^\d{1,2}[.)]\s*\p{Lu}/u,
  /^\d{1,2}\.\d{1,2}[.)]?\s*\p{Lu}/u,
  /^\d{1,2}\.\d{1,2}\.\d{1,2}[.)]?\s*\p{Lu}/u,
  /^[a-hđ][.)]\s*\p{Lu}/u,
];

const caption =
  /^((hình|ảnh|bảng|biểu|sơ đồ|bản đồ|biểu đồ|đồ thị|lược đồ|fig|figure|tableau|table|photo|carte|planche|pl)\.?(\s+số)?\s*[\dIVX]+\b|(ảnh|hình)\s*:)/iu;

/** 0 for the largest part; -1 of a line without a number. */
const numberKind = (text: string): number => {
  // What is longest is looked for first: `1.2.3` is a `1` too.
  const found = [6, 5, 0, 1, 2, 3, 4, 7].find((kind) => numbers[kind]?.test(text));
  return found ?? -1;
};

const MOST_HEADING_WORDS = 32;
const LARGE = 1.14;
/** From so much on, lines are a heading. */
const ENOUGH = 1.5;

export type Around = {
  readonly before: Paragraph | undefined;
  readonly after: Paragraph | undefined;
  /** Verses stand in the middle and apart without being headings. */
  readonly isVerse: boolean;
};

/** True of a short paragraph that is set off by its size, its capitals, its number, its place in the middle and the space around it. */
export function isHeading(paragraph: Paragraph, around: Around, edges: Span, usual: Measures): boolean {
  const { lines } = paragraph;
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last || lines.length > 4) return false;
  const text = textOf(paragraph);
  const words = lines.reduce((count, line) => count + line.words.length, 0);
  if (words > MOST_HEADING_WORDS || (text.match(/\p{L}/gu) ?? []).length < 2) return false;
  if (/^[“"«(]?\p{Ll}/u.test(text) || /^[-–—•*+]\s/.test(text) || /[,;]$/.test(text)) return false;
  return signsOf(paragraph, around, edges, usual) >= ENOUGH;
}

function signsOf(paragraph: Paragraph, { before, after, isVerse }: Around, edges: Span, usual: Measures): number {
  const { lines } = paragraph;
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return 0;
  const text = textOf(paragraph);
  const size = sizeOf(paragraph) / usual.size;
  const kind = numberKind(text);
  let signs = 0;
  if (size > LARGE) signs += size > 1.3 ? 2 : 1.3;
  if (isAllCapitals(text)) signs += 1.2;
  if (kind >= 0) signs += kind < 2 ? 1.6 : 1.1;
  if (lines.every((line) => isCentred(line, edges, usual))) signs += isVerse ? 0 : 1.1;
  if (first.pitch > 1.22 * usual.pitch) signs += 0.35;
  if ((after?.lines[0]?.pitch ?? 0) > 1.15 * usual.pitch) signs += 0.25;
  if (last.right - last.left < 0.75 * (edges.to - edges.from)) signs += 0.3;
  else if (lines.length === 1 && size <= LARGE) signs -= 0.3;
  if (/[.!?:…]["”»)]*$/.test(text) && !/^\S+\s+\S+\.$/.test(text)) signs -= kind >= 0 && /[.:]$/.test(text) ? 0.8 : 1;
  // Short items one after another are a list.
  if (kind > 2 && [before, after].some((other) => other && isItem(other, kind))) signs -= 1.2;
  if (size < 0.9) signs -= 0.7;
  // Names and offices under a text stand at the right.
  if (lines.every((line) => line.left > (edges.from + edges.to) / 2)) signs -= 1.2;
  return signs;
}

const isItem = (paragraph: Paragraph, kind: number) =>
  paragraph.lines.length < 3 && numberKind(textOf(paragraph)) === kind;

/** Levels of headings, from 1: by size first, then by capitals and by what kind of number they have. */
export function levelsOf(headings: readonly Paragraph[]): readonly number[] {
  const smallest = Math.min(...headings.map(sizeOf));
  const ranks = headings.map((heading) => {
    const text = textOf(heading);
    const kind = numberKind(text);
    const size = Math.round(Math.log(sizeOf(heading) / smallest) / Math.log(SIZE_STEP));
    return -10 * Math.max(0, size) + (kind < 0 ? (isAllCapitals(text) ? 1.5 : 3.5) : kind);
  });
  const order = [...new Set(ranks)].toSorted((one, other) => one - other);
  return ranks.map((rank) => order.indexOf(rank) + 1);
}

const SIZE_STEP = 1.16;

/** True of what is said of a picture or a table. In capitals it is the title of what follows. */
export const isCaption = (paragraph: Paragraph): boolean =>
  paragraph.lines.length < 5 && caption.test(textOf(paragraph)) && !isAllCapitals(textOf(paragraph));

export const textOf = ({ lines }: Paragraph): string => lines.map(({ text }) => text).join(' ');

export const sizeOf = ({ lines }: Paragraph): number => {
  const words = lines.flatMap((line) => line.words.map(() => line.size));
  return words.toSorted((one, other) => one - other)[words.length >> 1] ?? 0;
};
