import { setTimeout as delay } from 'node:timers/promises';
import { isFailure } from '@diachi/domain';
import { reasonOf } from './reason-of.ts';

type Waited = { readonly server: string; readonly tries: number };

export type Waiting = {
  readonly log: {
    info(fields: Waited, message: string): void;
    warn(fields: Waited & { readonly waitMs: number; readonly err: unknown }, message: string): void;
  };
  /** Ends the waiting: it then fails with the signal's reason. */
  readonly signal: AbortSignal;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/**
 * Opens a server, or waits for it: a process that is started before its servers is not broken. What keeps it
 * out is said each time, also a wrong password or a database that is not there: those may be mended on the server while it waits. Fails
 * at once with whatever waiting cannot mend.
 */
export async function untilAnswering<Opened>(
  server: string,
  open: () => Promise<Opened>,
  { log, signal, wait = (ms, ended) => delay(ms, undefined, { signal: ended }) }: Waiting,
): Promise<Opened> {
  for (let tries = 1, waitMs = FIRST_WAIT_MS; ; tries += 1, waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    signal.throwIfAborted();
    try {
      const opened = await open();
      if (tries > 1) log.info({ server, tries }, 'the server answers');
      return opened;
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
      log.warn({ server, tries, waitMs, err: thrown }, `waiting for a server: ${reasonOf(thrown)}`);
    }
    await wait(waitMs, signal);
  }
}
