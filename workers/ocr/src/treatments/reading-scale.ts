import { OVERVIEW_PX } from '../scan/scan-reader.ts';

/**
 * The height small letters are brought to, in pixels. Wrong characters of four sample pages (news, typewriter, 150 dpi, small print;
 * 6,442 characters) by that height, and seconds of processor for one of them:
 *
 *     height               9    11    13    15    17    20    24    29
 *     fast model         63    19    17    12    15    19    50    65
 *     4.0.0_best_int      –     –     –     –    15    21    51    61
 *     best_int, no news  23    12    10    13     9    15    45    47
 *     seconds, fast     0.98  1.15  1.26  1.38  1.53  1.73  2.06  2.55
 *
 * Below 11 marks run into their letters; above 20 typewriter letters fall apart into single words.
 */
const LETTER_HEIGHT_PX = 15;
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
