import { isFailure } from '@diachi/domain';

/** Who reads no further: nothing is to be made of what was read so far. */
const ENDS = new Set(['ocr.stopped', 'ocr.closed']);

/**
 * What was read, or null where it failed, as when a second model cannot be started: for readings beside a first one, which stays. Work
 * that is called off, and a bug, are thrown on.
 */
export async function orNothing<Result>(reading: Promise<Result>): Promise<Result | null> {
  try {
    return await reading;
  } catch (thrown) {
    if (isFailure(thrown) && !ENDS.has(thrown.code)) return null;
    throw thrown;
  }
}
