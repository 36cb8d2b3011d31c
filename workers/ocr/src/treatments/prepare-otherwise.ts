import type { Overlook } from '../look/look-over.ts';
import type { ReadingStep, ReadingSteps } from '../reading/reading-steps.ts';
import type { Scan } from '../scan/scan-reader.ts';
import { type Prepared, prepareReading } from './prepare-reading.ts';
import { spreadLocally } from './spread-locally.ts';

/** A page prepared, and what its preparation went by. */
export type Preparation = { readonly prepared: Prepared; readonly overlook: Overlook };

/** Further ways of preparing a page, the likelier first: as it was scanned, where anything was done to it, and with its contrast spread place by place. */
export function* otherPreparations(
  scan: Scan,
  { prepared, overlook }: Preparation,
  isFlattened: boolean,
): Generator<Promise<Preparation>> {
  const done = new Set(prepared.treatments.map(({ step }) => step));
  if (isFlattened || done.has('light-evened') || done.has('border-removed')) yield asScanned(scan, overlook);
  else if (done.has('dust-removed')) yield withDust(scan, overlook);
  yield Promise.resolve({ prepared: withSpreadContrast(prepared), overlook });
}

/** Dust stays painted over: it was told from letters one by one, and does more harm than what was done to the whole page. */
async function asScanned(scan: Scan, overlook: Overlook): Promise<Preparation> {
  const steps = without(overlook.steps, 'flatten');
  const untouched = { ...overlook, light: null, border: null, steps };
  return { prepared: await prepareReading(scan, untouched, steps), overlook: untouched };
}

const withDust = async (scan: Scan, overlook: Overlook): Promise<Preparation> => ({
  prepared: await prepareReading(scan, overlook, without(overlook.steps, 'clean')),
  overlook,
});

const without = (steps: ReadingSteps, left: ReadingStep): ReadingSteps =>
  new Set([...steps].filter((step) => step !== left));

const withSpreadContrast = ({ image, scale, treatments }: Prepared): Prepared => ({
  image: spreadLocally(image),
  scale,
  treatments: [...treatments, { step: 'contrast-spread', amount: null }],
});
