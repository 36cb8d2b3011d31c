import { type FailureNote, fieldsOf, isFailure, noteOf, orNull, wholeOf } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import type { WebLog } from '@diachi/web';

/** How far work is that takes hours and goes on beside everything else. */
export type LongWorkState = {
  readonly isRunning: boolean;
  readonly done: number;
  /** Null until it is known. */
  readonly planned: number | null;
  /** What could not be put right; the log, or the work's own report, names it. */
  readonly problems: number;
  readonly failure: FailureNote | null;
};

export type Told = { readonly atMs: number; readonly state: LongWorkState };

/** What one process tells of its long work, and the others hear. */
export type ToldProgress = {
  /** What this process told last. */
  own(): Told | null;
  tell(state: LongWorkState): void;
  /** What was told last, by whichever process; at most a second older than what it wrote. */
  heard(): Promise<Told | null>;
  /** Writes down what is told, now and from time to time, until the returned function is called with how it ended. */
  keepTelling(): Promise<(ended: LongWorkState) => Promise<void>>;
};

export type ToldProgressTools = {
  /** Where in the store it is told. */
  readonly key: string;
  readonly store: Pick<ObjectStore, 'get' | 'put'>;
  readonly clock: () => Date;
  readonly log: WebLog;
};

const WRITE_EVERY_MS = 3_000;
// A page asks a second after it was told of a change, of whichever process, and has to see it.
const ASK_EVERY_MS = 900;

export function createToldProgress({ key, store, clock, log }: ToldProgressTools): ToldProgress {
  let own: Told | null = null;
  let asked: { readonly answer: Promise<Told | null>; readonly atMs: number } | null = null;

  const write = async (state = own?.state): Promise<void> => {
    const told = { version: 1, atMs: clock().getTime(), state };
    try {
      await store.put(key, Buffer.from(JSON.stringify(told)), 'application/json');
    } catch (thrown) {
      log.warn({ err: thrown, key }, 'how far long work is could not be told to other processes');
    }
  };

  const ask = async (): Promise<Told | null> => {
    try {
      return parseTold(await store.get(key));
    } catch (thrown) {
      // Nothing was told yet, or nothing that can be understood: either way it is not known.
      if (!isFailure(thrown) || thrown.kind !== 'missing')
        log.debug({ err: thrown, key }, 'nothing was heard of long work');
      return null;
    }
  };

  return {
    own: () => own,
    tell: (state) => {
      own = { atMs: clock().getTime(), state };
    },
    heard: async () => {
      const nowMs = performance.now();
      if (!asked || nowMs - asked.atMs > ASK_EVERY_MS) asked = { answer: ask(), atMs: nowMs };
      const heard = await asked.answer;
      return own && (!heard || own.atMs >= heard.atMs) ? own : heard;
    },
    keepTelling: async () => {
      await write();
      const writing = setInterval(() => write(), WRITE_EVERY_MS).unref();
      return async (ended) => {
        clearInterval(writing);
        await write(ended);
      };
    },
  };
}

function parseTold(bytes: Uint8Array): Told {
  const { atMs, state } = fieldsOf(JSON.parse(new TextDecoder().decode(bytes)));
  const { isRunning, done, planned, problems, failure } = fieldsOf(state);
  const known: LongWorkState = {
    isRunning: isRunning === true,
    done: wholeOf(done, 0),
    planned: orNull(planned, (raw) => wholeOf(raw, 0)),
    problems: wholeOf(problems, 0),
    failure: orNull(failure, noteOf),
  };
  return { atMs: wholeOf(atMs, 0), state: known };
}
