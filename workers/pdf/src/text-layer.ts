import { type Box, type PageText, printedLinesOf } from '@diachi/page-text';
import { evenSizes } from './even-sizes.ts';
import type { GlyphCodes } from './glyph-codes.ts';
import { ASCENT, GLYPH_ADVANCE } from './glyphless-font.ts';
import { fitLine, type LineFit } from './line-fit.ts';
import type { PagePlan } from './page-plan.ts';
import { type PlacedWord, placeWords } from './place-words.ts';

type Line = { readonly words: readonly PlacedWord[]; readonly fit: LineFit };

/**
 * The words of a page as invisible text (ISO 32000-1, 9.3.6, mode 3), line by line in reading order. Each word is a string of its own, stretched over
 * its box and ending in a space: one string for a whole stretched line comes back from viewers with its words broken.
 */
export function textLayer(text: PageText, page: PagePlan, codes: GlyphCodes): string {
  const lines = printedLinesOf(text).flatMap((words): Line[] => {
    const shown = words
      .map((word) => ({ ...word, text: showable(word.text), box: nearPage(word.box) }))
      .filter((word) => word.text !== '');
    const fit = fitLine(shown);
    return shown.length === 0 ? [] : [{ words: placeWords(shown, fit.risePx), fit }];
  });
  const rises = evenSizes(lines.map(({ fit, words }) => ({ size: fit.risePx, weight: words.length })));
  const placed = lines.map((line, place) => placeLine(line, rises[place] ?? line.fit.risePx, page, codes));
  return placed.length === 0 ? '' : `BT\n3 Tr\n${written(placed)}\nET`;
}

/** Where each word begins, in points and rounded as it is written, and how it is stretched, in per cent. */
type PrintedLine = {
  readonly size: number;
  readonly words: readonly {
    readonly stretch: number;
    readonly x: number;
    readonly y: number;
    readonly hex: string;
  }[];
};

function placeLine({ words, fit }: Line, risePx: number, page: PagePlan, codes: GlyphCodes): PrintedLine {
  const size = Math.max(hundredth((risePx * page.pointsPerPx * 1000) / ASCENT), LEAST_SIZE);
  const placed = words.map(({ text, x, width }) => {
    const { hex, glyphs } = codes.encode(`${text} `);
    const letters = ((glyphs - 1) * GLYPH_ADVANCE * size) / 1000;
    const stretch = Math.max(tenth((width * page.pointsPerPx * 100) / letters), LEAST_STRETCH);
    const y = page.heightPt - fit.baselineAt(x + width / 2) * page.pointsPerPx;
    return { stretch, x: hundredth(x * page.pointsPerPx), y: hundredth(y), hex };
  });
  return { size, words: placed };
}

/** Each word by how far it is from the one before, which takes a quarter less room than where it stands: many are as far, and as high. */
function written(lines: readonly PrintedLine[]): string {
  let before = { x: 0, y: 0 };
  return lines
    .flatMap(({ size, words }) => [
      `/F ${size} Tf`,
      ...words.map((word) => {
        const [across, up] = [hundredth(word.x - before.x), hundredth(word.y - before.y)];
        before = word;
        return `${word.stretch} Tz ${across} ${up} Td <${word.hex}> Tj`;
      }),
    ])
    .join('\n');
}

/** A box whose edges can be reckoned with; no image has more than a million pixels a side. */
function nearPage({ x, y, width, height }: Box): Box {
  const within = (edge: number) => Math.min(Math.max(edge, -1e6), 1e6);
  return { x: within(x), y: within(y), width: within(width), height: within(height) };
}

/** Nothing may have no size at all, whatever the boxes say: a viewer would divide by it. */
const LEAST_SIZE = 0.1;
const LEAST_STRETCH = 0.1;

/** NFC, without what no viewer can find or show: control characters, halves of characters, and the marks PDF/A forbids as a meaning (ISO 19005-2, 6.2.11.7.2). */
const showable = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\uFEFF\uFFFE\uFFFF]/gu, '')
    .trim();

// PDF knows no exponents; a page is at most 14,400 points wide, and what lies far off it need not be exact.
const rounded = (value: number, parts: number) => Math.round(Math.min(Math.max(value, -1e5), 1e5) * parts) / parts;
/** Of a point: finer than any scan. */
const hundredth = (value: number) => rounded(value, 100);
const tenth = (value: number) => rounded(value, 10);
