import type { Box } from '@diachi/page-text';

/** A strip between two pages that face each other, in pixels from the left. */
export type Gutter = { readonly left: number; readonly right: number };

/** What lies on a sheet, in pixels of a copy of it on which lines are level. */
export type Sheet = {
  readonly letters: readonly Box[];
  readonly rules: readonly Box[];
  /** What is left of the copy without what lies around the sheet. */
  readonly box: Box;
  readonly letterHeight: number;
};

// Two sheets beside each other are wider than high.
const LEAST_ASPECT = 1.05;
// In heights of small letters. Columns of one page stand three to five apart.
const LEAST_WIDTH = 6;
// Half a spread is a page of its own, with lines of its own.
const LETTERS_OF_A_PAGE = 40;
const LEAST_LINE = 12;
// Between facing pages lie two inner margins; between columns much less than the margin outside.
const LEAST_SHARE_OF_MARGIN = 0.75;
// Dust, and what is left of the shadow.
const MOST_LETTERS_WITHIN = 0.004;

/**
 * The gutter between two facing pages; null on a page that stands alone. Letters must stand apart on both sides of a strip in the
 * middle of the sheet that is as wide as margins are, and neither a rule of a table nor a line of writing may cross it.
 */
export function findGutter(sheet: Sheet): Gutter | null {
  const { letters, rules, box, letterHeight } = sheet;
  if (box.width < box.height * LEAST_ASPECT || letters.length < 2 * LETTERS_OF_A_PAGE) return null;
  const gap = widestGap(letters, box);
  if (!gap) return null;
  const width = gap.right - gap.left;
  if (width < LEAST_WIDTH * letterHeight || width < LEAST_SHARE_OF_MARGIN * outerMargin(letters, box)) return null;
  const middle = (gap.left + gap.right) / 2;
  const isRuledOver = rules.some((rule) => rule.x < gap.left && rule.x + rule.width > gap.right);
  if (isRuledOver || isWrittenOver(letters, gap, letterHeight)) return null;
  const isPage = (side: readonly Box[]) =>
    side.length >= LETTERS_OF_A_PAGE && rightOf(side) - leftOf(side) >= LEAST_LINE * letterHeight;
  return isPage(letters.filter(({ x }) => x < middle)) && isPage(letters.filter(({ x }) => x >= middle)) ? gap : null;
}

/** The widest strip about the middle of the sheet that hardly a letter reaches into. */
function widestGap(letters: readonly Box[], sheet: Box): Gutter | null {
  const most = Math.floor(letters.length * MOST_LETTERS_WITHIN);
  const changes = new Int32Array(sheet.width + 2);
  const at = (x: number) => Math.max(0, Math.min(sheet.width, Math.round(x - sheet.x)));
  for (const { x, width } of letters) {
    changes[at(x)] = (changes[at(x)] as number) + 1;
    changes[at(x + width)] = (changes[at(x + width)] as number) - 1;
  }
  let best: Gutter | null = null;
  let letterCount = 0;
  let from = 0;
  for (let x = 0; x <= sheet.width; x++) {
    letterCount += changes[x] as number;
    if (letterCount <= most && x < sheet.width) continue;
    const middle = (from + x) / 2 / sheet.width;
    const isInMiddle = middle > 1 / 3 && middle < 2 / 3;
    if (isInMiddle && (!best || x - from > best.right - best.left)) best = { left: from + sheet.x, right: x + sheet.x };
    from = x + 1;
  }
  return best;
}

/** True when a letter in the middle of the strip has neighbours on both sides: a heading over two columns, a word. */
function isWrittenOver(letters: readonly Box[], gap: Gutter, letterHeight: number): boolean {
  const rim = (gap.right - gap.left) / 4;
  const within = letters.filter(({ x, width }) => x + width > gap.left + rim && x < gap.right - rim);
  return within.some((letter) => {
    const inLine = letters.filter(
      (other) => Math.abs(other.y + other.height - letter.y - letter.height) < letterHeight && other !== letter,
    );
    const before = inLine.some(({ x, width }) => x < letter.x && letter.x - x - width < letterHeight * 2);
    const after = inLine.some(({ x }) => x > letter.x && x - letter.x - letter.width < letterHeight * 2);
    return before && after;
  });
}

function outerMargin(letters: readonly Box[], sheet: Box): number {
  return Math.max(0, Math.min(leftOf(letters) - sheet.x, sheet.x + sheet.width - rightOf(letters)));
}

const leftOf = (letters: readonly Box[]) =>
  letters.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY);
const rightOf = (letters: readonly Box[]) => letters.reduce((most, { x, width }) => Math.max(most, x + width), 0);
