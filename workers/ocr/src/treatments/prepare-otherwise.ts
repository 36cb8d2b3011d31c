import type { Overlook } from '../look/look-over.ts';
import type { ReadingSteps } from '../reading/reading-steps.ts';
import type { Scan } from '../scan/scan-reader.ts';
import { type Prepared, prepareReading } from './prepare-reading.ts';
import { spreadLocally } from './spread-locally.ts';

/** A page prepared, and what its preparation went by. */
export type Preparation = { readonly prepared: Prepared; readonly overlook: Overlook };

const CLEANING = new Set(['light-evened', 'border-removed', 'dust-removed']);

/** Further ways of preparing a page, the likelier first: as it was scanned, where anything was done to it, and with its contrast spread place by place. */
export function* otherPreparations(
  scan: Scan,
  { prepared, overlook }: Preparation,
  isFlattened: boolean,
): Generator<Promise<Preparation>> {
  if (isFlattened || prepared.treatments.some(({ step }) => CLEANING.has(step))) yield asScanned(scan, overlook);
  yield Promise.resolve({ prepared: withSpreadContrast(prepared), overlook });
}

async function asScanned(scan: Scan, overlook: Overlook): Promise<Preparation> {
  const steps: ReadingSteps = new Set([...overlook.steps].filter((step) => step !== 'clean' && step !== 'flatten'));
  const untouched = { ...overlook, light: null, border: null, steps };
  return { prepared: await prepareReading(scan, untouched, steps), overlook: untouched };
}

const withSpreadContrast = ({ image, scale, treatments }: Prepared): Prepared => ({
  image: spreadLocally(image),
  scale,
  treatments: [...treatments, { step: 'contrast-spread', amount: null }],
});
