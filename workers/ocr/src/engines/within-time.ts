import { Failure } from '@diachi/domain';

/** What ends a reading before its time: whoever asked for it, or the end of the engine. */
export type Stops = { readonly called: AbortSignal | undefined; readonly closing: AbortSignal };

/**
 * What is read, unless time runs out (`ocr.timed-out`, invalid), the work is called off (`ocr.stopped`) or the engine is closed
 * (`ocr.closed`) first.
 */
export async function withinTime<Result>(
  reading: Promise<Result>,
  mostMs: number,
  { called, closing }: Stops,
): Promise<Result> {
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  const calledOff = () => reject(readingStopped());
  const timer = setTimeout(() => reject(tookTooLong(mostMs)), mostMs);
  const closedNow = () => reject(engineClosed());
  called?.addEventListener('abort', calledOff, { once: true });
  closing.addEventListener('abort', closedNow, { once: true });
  if (called?.aborted) calledOff();
  if (closing.aborted) closedNow();
  try {
    return await Promise.race([reading, givenUp]);
  } finally {
    clearTimeout(timer);
    called?.removeEventListener('abort', calledOff);
    closing.removeEventListener('abort', closedNow);
  }
}

/** Says that a page was not read in the time it had. */
export function tookTooLong(mostMs: number, cause?: unknown): Failure {
  const seconds = Math.round(mostMs / 1_000);
  return new Failure('invalid', 'ocr.timed-out', `The page was not read in ${seconds} seconds; its image is kept.`, {
    cause,
    details: { seconds },
  });
}

export const readingStopped = (): Failure =>
  new Failure('unavailable', 'ocr.stopped', 'Reading was stopped; the page is read again later.');

export const engineClosed = (): Failure =>
  new Failure('unavailable', 'ocr.closed', 'The engine was closed; the page is read when the program runs again.');
