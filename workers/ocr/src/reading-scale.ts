import { OVERVIEW_PX } from './scan-reader.ts';

// Small letters of this height are read as well as larger ones, and every pixel less is time saved.
const LETTER_HEIGHT_PX = 13;
const FALLBACK_LONG_SIDE_PX = 2_200;
const MOST_LONG_SIDE_PX = 8_000;
const MOST_UPSCALING = 2.5;

/** The scale at which a page is read, from the height of its small letters in the overview. */
export function readingScale(longSidePx: number, letterHeight: number | null): number {
  const overviewScale = Math.min(1, OVERVIEW_PX / longSidePx);
  const wanted =
    letterHeight === null ? FALLBACK_LONG_SIDE_PX / longSidePx : (LETTER_HEIGHT_PX / letterHeight) * overviewScale;
  const most = Math.min(MOST_UPSCALING, MOST_LONG_SIDE_PX / longSidePx);
  const scale = Math.min(most, Math.max(wanted, Math.min(1, OVERVIEW_PX / 2 / longSidePx)));
  // A scale near enough to the scan's own is not worth blurring it for.
  return scale > 0.9 && scale < 1.15 ? 1 : scale;
}
