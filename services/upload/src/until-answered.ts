import { isFailure } from '@diachi/domain';
import type { WebLog } from '@diachi/web';

export type Waiting = {
  /** Rejects when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly log: WebLog;
};

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** Tries again, for as long as it takes, what fails because something cannot be reached now. Any other failure is passed on. `about` stands in each line of the log. */
export async function untilAnswered<Result>(
  waiting: Waiting,
  about: Readonly<Record<string, unknown>>,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind !== 'unavailable' || waiting.signal.aborted) throw thrown;
      waiting.log.warn({ ...about, err: thrown, code: thrown.code, waitMs }, 'waiting for what cannot be reached');
      await waiting.wait(waitMs, waiting.signal);
    }
  }
}

/** What cannot be reached now holds up nothing else, and is seen to the next time. */
export async function unlessAway(
  { log }: Pick<Waiting, 'log'>,
  later: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
    log.warn({ err: thrown, code: thrown.code }, later);
  }
}
