import type { PageArea, PdfWord } from './pdf-reader.ts';

/** A character of a page's text in the order of the PDF; null stands for white space, a line feed for the end of a line. */
export type PdfCharacter = { readonly text: string; readonly area: PageArea } | { readonly gap: 'space' | 'line' };

type Joined = PageArea & { text: string; startsLine: boolean };

/**
 * Joins characters to words, and words to lines and blocks. A line ends where the PDF says so or where the next word does
 * not stand beside the one before; a block ends at a wide gap between lines, or where the text goes up again (a new column).
 */
export function groupWords(characters: Iterable<PdfCharacter>): readonly PdfWord[] {
  const words = joinCharacters(characters);
  const grouped: PdfWord[] = [];
  let line = -1;
  let block = -1;
  let lineArea: PageArea | null = null;
  for (const { startsLine, ...word } of words) {
    const text = cleanWord(word.text);
    if (text === '') continue;
    if (lineArea === null || startsLine || !standsBeside(word, lineArea)) {
      line += 1;
      if (lineArea === null || !follows(word, lineArea)) block += 1;
      lineArea = word;
    } else {
      lineArea = union(lineArea, word);
    }
    grouped.push({ ...word, text, line, block });
  }
  return grouped;
}

function joinCharacters(characters: Iterable<PdfCharacter>): readonly Joined[] {
  const words: Joined[] = [];
  let isOpen = false;
  let startsLine = true;
  for (const character of characters) {
    if ('gap' in character) {
      isOpen = false;
      startsLine ||= character.gap === 'line';
      continue;
    }
    const last = words.at(-1);
    if (isOpen && last) {
      words[words.length - 1] = {
        ...union(last, character.area),
        text: last.text + character.text,
        startsLine: last.startsLine,
      };
    } else {
      words.push({ ...character.area, text: character.text, startsLine });
    }
    isOpen = true;
    startsLine = false;
  }
  return words;
}

/** What is printed of a word, in NFC: without soft hyphens, zero-width marks, control characters and white space. */
const cleanWord = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .normalize('NFC')
    .replace(/\s/gu, '');

const union = (one: PageArea, other: PageArea): PageArea => ({
  left: Math.min(one.left, other.left),
  top: Math.min(one.top, other.top),
  right: Math.max(one.right, other.right),
  bottom: Math.max(one.bottom, other.bottom),
});

const heightOf = ({ top, bottom }: PageArea): number => bottom - top;

/** True when the two overlap in height by a third of the lower one. */
function standsBeside(word: PageArea, line: PageArea): boolean {
  const overlap = Math.min(word.bottom, line.bottom) - Math.max(word.top, line.top);
  return overlap >= Math.min(heightOf(word), heightOf(line)) / 3;
}

/** True when a line comes closely under the one before. */
function follows(word: PageArea, line: PageArea): boolean {
  const size = Math.max(heightOf(word), heightOf(line));
  const gap = word.top - line.bottom;
  return gap > -size && gap < 1.2 * size;
}
