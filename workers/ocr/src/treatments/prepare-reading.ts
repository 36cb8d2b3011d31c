import type { Treatment } from '@diachi/page-text';
import { MUCH_DUST, type Overlook } from '../look/look-over.ts';
import { ALL_STEPS, type ReadingSteps } from '../reading/reading-steps.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import type { Scan } from '../scan/scan-reader.ts';
import { invert } from './invert.ts';
import { evenLight } from './light.ts';
import { paintOver } from './paint-over.ts';
import { readingScale } from './reading-scale.ts';
import { whiten } from './whiten.ts';

/** A page as an engine wants it, but for turning: dark on even white, in a size that is read well and quickly. */
export type Prepared = { readonly image: GreyImage; readonly scale: number; readonly treatments: readonly Treatment[] };

/** Does to a page what its overview called for, and nothing else. */
export async function prepareReading(
  scan: Scan,
  overlook: Overlook,
  steps: ReadingSteps = ALL_STEPS,
): Promise<Prepared> {
  const treatments: Treatment[] = [];
  const scale = steps.has('scale') ? readingScale(Math.max(scan.width, scan.height), letterHeight(overlook)) : 1;
  let image = await scan.grey(scale);
  if (scan.isColour) treatments.push({ step: 'grey', amount: null });
  if (scale !== 1) treatments.push({ step: 'scaled', amount: Math.round(scale * 1_000) / 1_000 });
  if (overlook.isNegative) {
    image = invert(image);
    treatments.push({ step: 'inverted', amount: null });
  }
  if (overlook.light) {
    image = evenLight(image, overlook.light);
    treatments.push({ step: 'light-evened', amount: null });
  }
  if (overlook.border) {
    image = whiten(image, overlook.border);
    treatments.push({ step: 'border-removed', amount: null });
  }
  if (steps.has('clean') && overlook.noise > MUCH_DUST && !overlook.isFaint) {
    image = paintOver(image, overlook.dust);
    treatments.push({ step: 'dust-removed', amount: null });
  }
  return { image, scale, treatments };
}

// In pixels of the overview.
const LEAST_PALE_HEIGHT = 9;

// A title alone is in capitals and large; small letters beside them are so much lower.
const LEAST_LARGE_HEIGHT = 11;
const SMALL_TO_CAPITAL = 0.7;

/** Pale letters are torn, and look smaller than they are; dust says nothing. Few letters tell no more than that they are large. */
function letterHeight({ letterHeight: height, letters, isFaint, content }: Overlook): number | null {
  if (content === 'doubtful') return null;
  if (height !== null) return isFaint ? Math.max(height, LEAST_PALE_HEIGHT) : height;
  const heights = letters.map((letter) => letter.height).sort((one, other) => one - other);
  const capital = heights[Math.floor(heights.length / 2)] ?? 0;
  return capital * SMALL_TO_CAPITAL > LEAST_LARGE_HEIGHT ? capital * SMALL_TO_CAPITAL : null;
}
