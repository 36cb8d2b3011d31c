import { isFailure } from '@diachi/domain';

/** What was read, or null where the picture is to blame that nothing was: for readings beside a first one, which stays. */
export async function orNothing<Result>(reading: Promise<Result>): Promise<Result | null> {
  try {
    return await reading;
  } catch (thrown) {
    if (isFailure(thrown) && thrown.kind === 'invalid') return null;
    throw thrown;
  }
}
