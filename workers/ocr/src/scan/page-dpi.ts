const LONG_SIDE_INCHES = 11.7;
// No page is longer than this; a camera that claims 72 dots per inch for a whole page says nothing.
const MOST_INCHES = 60;
const LEAST_DPI = 50;

/** The resolution of a page: what is claimed when that makes a page of sensible size, otherwise as if it were A4. */
export function pageDpi(longSidePx: number, ...claims: readonly (number | null)[]): number {
  const believable = (dpi: number | null) =>
    dpi !== null &&
    dpi >= LEAST_DPI &&
    dpi <= 4_800 &&
    longSidePx / dpi <= (dpi > 96 ? MOST_INCHES : 2 * LONG_SIDE_INCHES);
  const claimed = claims.find(believable);
  return Math.round(claimed ?? Math.max(LEAST_DPI, longSidePx / LONG_SIDE_INCHES));
}
