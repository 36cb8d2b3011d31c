import { Failure, type FailureNote, fieldsOf, isFailure, noteFailure, noteOf, orNull, wholeOf } from '@diachi/domain';
import type { Locks, ObjectStore } from '@diachi/ports';
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

export type TellProgress = (progress: {
  readonly done: number;
  readonly planned: number | null;
  readonly problems?: number;
}) => void;

export type LongWork = {
  /** Starts it in this process, unless one of the library is at it: then it fails as `running` says. Resolves when it has begun. */
  start(work: (tell: TellProgress, signal: AbortSignal) => Promise<number>): Promise<LongWorkState>;
  /** How it goes or ended lately, in whichever process; null when there is nothing to tell. */
  state(): Promise<LongWorkState | null>;
  /** Resolves when nothing of it runs in this process. */
  settled(): Promise<void>;
};

export type LongWorkTools = {
  /** Of its lock. */
  readonly name: string;
  /** Where in the store it tells other processes how it goes. */
  readonly key: string;
  readonly locks: Locks;
  readonly store: Pick<ObjectStore, 'get' | 'put'>;
  readonly running: () => Failure;
  readonly signal: AbortSignal;
  readonly clock: () => Date;
  readonly log: WebLog;
  /** Called after each change. */
  readonly onTold: () => void;
};

type Told = { readonly atMs: number; readonly state: LongWorkState };

const WRITE_EVERY_MS = 3_000;
const ASK_EVERY_MS = 2_000;
/** Nothing heard for so long, its process is gone. */
const SILENT_MS = 30_000;
/** How long it is told how it ended. */
const LATELY_MS = 3_600_000;

/** Work that only one process of the library does at a time, and all can tell of. Its number is how many problems it met. */
export function createLongWork(tools: LongWorkTools): LongWork {
  const { name, key, locks, store, running, signal, clock, log, onTold } = tools;
  let own: Told | null = null;
  let heard: { readonly told: Promise<Told | null>; readonly askedMs: number } | null = null;
  let underWay: Promise<unknown> = Promise.resolve();

  const write = async () => {
    if (!own) return;
    own = { ...own, atMs: clock().getTime() };
    const bytes = Buffer.from(JSON.stringify({ version: 1, ...own }));
    await store.put(key, bytes, 'application/json').catch((thrown: unknown) => {
      if (!isFailure(thrown)) throw thrown;
      log.debug({ err: thrown, work: name }, 'how far it is could not be told to other processes');
    });
  };
  const tell = (state: LongWorkState) => {
    own = { atMs: clock().getTime(), state };
    onTold();
  };

  const run: (...given: Parameters<LongWork['start']>) => (lost: AbortSignal) => Promise<void> =
    (work) => async (lost) => {
      const writing = setInterval(
        () => void write().catch((thrown) => log.error({ err: thrown }, 'a bug')),
        WRITE_EVERY_MS,
      );
      let progress = { done: 0, planned: null as number | null, problems: 0 };
      const stateNow = (isRunning: boolean, failure: unknown = null): LongWorkState => ({
        ...progress,
        isRunning,
        failure: failure === null ? null : noteFailure(failure),
      });
      try {
        const problems = await work(
          (now) => {
            progress = { ...progress, ...now };
            tell(stateNow(true));
          },
          AbortSignal.any([signal, lost]),
        );
        progress = { ...progress, problems };
        tell(stateNow(false));
      } catch (thrown) {
        const isCalledOff = signal.aborted || lost.aborted;
        if (!isCalledOff) log.error({ err: thrown, work: name }, 'long work failed');
        tell(stateNow(false, isCalledOff ? brokenOff() : thrown));
      } finally {
        clearInterval(writing);
        await write();
      }
    };

  const hear = async (): Promise<Told | null> => {
    try {
      return parseTold(await store.get(key));
    } catch (thrown) {
      if (!isFailure(thrown) && !(thrown instanceof SyntaxError))
        log.debug({ err: thrown, work: name }, 'not understood');
      return null;
    }
  };
  const heardLately = (): Promise<Told | null> => {
    const nowMs = performance.now();
    if (!heard || nowMs - heard.askedMs > ASK_EVERY_MS) heard = { told: hear(), askedMs: nowMs };
    return heard.told;
  };

  return {
    start: (work) => {
      const begun = Promise.withResolvers<LongWorkState>();
      const beginning: LongWorkState = { isRunning: true, done: 0, planned: null, problems: 0, failure: null };
      const alone = locks.alone(name, async (lost) => {
        tell(beginning);
        begun.resolve(beginning);
        await run(work)(lost);
      });
      alone.then((isDone) => isDone || begun.reject(running()), begun.reject);
      underWay = Promise.allSettled([underWay, alone]);
      return begun.promise;
    },
    state: async () => {
      if (own?.state.isRunning) return own.state;
      const told = newer(own, await heardLately());
      if (!told) return null;
      const ageMs = clock().getTime() - told.atMs;
      if (!told.state.isRunning) return ageMs > LATELY_MS ? null : told.state;
      return ageMs > SILENT_MS ? { ...told.state, isRunning: false, failure: noteFailure(brokenOff()) } : told.state;
    },
    settled: async () => void (await underWay),
  };
}

const newer = (one: Told | null, other: Told | null) => (one && (!other || one.atMs >= other.atMs) ? one : other);

const brokenOff = () =>
  new Failure(
    'unavailable',
    'work.broken-off',
    'The process that did this has ended before it was done. Start it again.',
  );

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
