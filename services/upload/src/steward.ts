import { isFailure } from '@diachi/domain';
import type { Locks } from '@diachi/ports';
import type { WebLog } from '@diachi/web';

/** What a steward does as long as it is one. */
export type Duty = {
  /** Sees to everything; done at the beginning and again now and then. */
  tidy(): Promise<void>;
  /** Ends what was begun. */
  layDown(): Promise<void>;
};

export type StewardTools = {
  readonly locks: Locks;
  readonly log: WebLog;
  /** Aborted when the process ends. */
  readonly closing: AbortSignal;
  readonly tidyEveryMs: number;
  /** How soon the others try whether the steward is gone. */
  readonly tryEveryMs: number;
  /** Done at the beginning of each term, before its duty. Failing, the term is over, and is tried again like any other. */
  readonly onTerm?: () => Promise<void>;
  /** The signal is aborted when the duty is over. */
  readonly takeUp: (signal: AbortSignal) => Duty;
};

export type Steward = {
  /** Whether this process is it, from taking the lock until its duty is laid down. */
  isServing(): boolean;
  /** Resolves when this process has seen to everything once, or another one does. Fails with a bug, and when nothing but a person can help. */
  start(): Promise<void>;
  /** Call it after `closing`. */
  ended(): Promise<void>;
};

/**
 * One process of the library is its steward: it alone concludes what the queue tells, and sees that nothing is left lying. When it is gone,
 * or has lost its lock, another takes its place.
 */
export function createSteward(tools: StewardTools): Steward {
  const { locks, log, closing, tidyEveryMs, tryEveryMs, onTerm, takeUp } = tools;
  let running: Promise<void> = Promise.resolve();
  let isServing = false;

  const serve = async (signal: AbortSignal, first: PromiseWithResolvers<void>) => {
    const duty = takeUp(signal);
    isServing = true;
    log.debug({}, 'this process is the steward');
    try {
      await onTerm?.();
      await duty.tidy().then(first.resolve, (thrown: unknown) => {
        if (!isFailure(thrown) || thrown.kind !== 'unavailable') first.reject(thrown);
        throw thrown;
      });
      while (await passed(tidyEveryMs, signal)) {
        await duty.tidy().catch((thrown: unknown) => tell(thrown, 'the catalogue and the work could not be compared'));
      }
    } finally {
      await duty.layDown().finally(() => {
        isServing = false;
      });
    }
  };

  const tell = (thrown: unknown, message: string) => {
    if (isFailure(thrown)) log.warn({ err: thrown }, message);
    else log.error({ err: thrown }, message);
  };

  const run = async (first: PromiseWithResolvers<void>) => {
    do {
      try {
        const isOver = await locks.alone('steward', (lost) => serve(AbortSignal.any([closing, lost]), first));
        if (!isOver) log.debug({}, 'another process is the steward');
      } catch (thrown) {
        tell(thrown, 'the duty of the steward could not be done; it is taken up again');
      }
      // Whoever waits for the first look waits for no other process, and for no server.
      first.resolve();
    } while (await passed(tryEveryMs, closing));
  };

  return {
    isServing: () => isServing,
    start: () => {
      const first = Promise.withResolvers<void>();
      running = run(first);
      return first.promise;
    },
    ended: () => running,
  };
}

/** False when it was called off before the time had passed. */
function passed(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const calledOff = () => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', calledOff);
      resolve(true);
    }, ms);
    timer.unref();
    signal.addEventListener('abort', calledOff, { once: true });
  });
}
