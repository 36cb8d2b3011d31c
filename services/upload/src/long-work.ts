import { Failure, noteFailure } from '@diachi/domain';
import type { Locks } from '@diachi/ports';
import { createToldProgress, type LongWorkState, type Told, type ToldProgressTools } from './told-progress.ts';

export type TellProgress = (progress: {
  readonly done: number;
  readonly planned: number | null;
  readonly problems?: number;
}) => void;

/** What is to be done. Answers how many problems it met. */
type Doing = (tell: TellProgress, signal: AbortSignal) => Promise<number>;

export type LongWork = {
  /** Starts it in this process, unless one of the library is at it: then it fails as `running` says. Resolves when it has begun. */
  start(work: Doing): Promise<LongWorkState>;
  /** How it goes or ended lately, in whichever process; null when there is nothing to tell. */
  state(): Promise<LongWorkState | null>;
  /** Resolves when nothing of it runs in this process. */
  settled(): Promise<void>;
};

export type LongWorkTools = ToldProgressTools & {
  /** Of its lock. */
  readonly name: string;
  readonly locks: Locks;
  readonly running: () => Failure;
  readonly signal: AbortSignal;
  /** Called after each change. */
  readonly onTold: () => void;
};

/** Nothing heard for so long, its process is gone. */
const SILENT_MS = 30_000;
/** How long it is told how it ended. */
const LATELY_MS = 3_600_000;
const BEGINNING: LongWorkState = { isRunning: true, done: 0, planned: null, problems: 0, failure: null };

/** Work that only one process of the library does at a time, and all can tell of. */
export function createLongWork(tools: LongWorkTools): LongWork {
  const { name, locks, running, clock, onTold } = tools;
  const progress = createToldProgress(tools);
  let underWay: Promise<unknown> = Promise.resolve();
  const tell = (state: LongWorkState) => {
    progress.tell(state);
    onTold();
  };

  return {
    start: (work) => {
      const begun = Promise.withResolvers<LongWorkState>();
      let ended = BEGINNING;
      const alone = locks.alone(name, async (lost) => {
        tell(BEGINNING);
        const stopTelling = await progress.keepTelling();
        begun.resolve(BEGINNING);
        ended = await doAll(tools, work, lost, tell);
        await stopTelling(ended);
      });
      // Whoever sees here that it has ended may start it again.
      const told = alone.then((isDone) => (isDone ? tell(ended) : begun.reject(running())), begun.reject);
      underWay = Promise.allSettled([underWay, told]);
      return begun.promise;
    },
    state: async () => {
      const own = progress.own();
      if (own?.state.isRunning) return own.state;
      const heard = await progress.heard();
      return heard && believed(heard, clock().getTime());
    },
    settled: async () => void (await underWay),
  };
}

async function doAll(
  { name, signal, log }: LongWorkTools,
  work: Doing,
  lost: AbortSignal,
  tell: (state: LongWorkState) => void,
): Promise<LongWorkState> {
  const calledOff = AbortSignal.any([signal, lost]);
  let state = BEGINNING;
  const tellNow: TellProgress = (now) => {
    state = { ...state, ...now };
    tell(state);
  };
  try {
    const problems = await work(tellNow, calledOff);
    return { ...state, problems, isRunning: false };
  } catch (thrown) {
    if (!calledOff.aborted) log.error({ err: thrown, work: name }, 'long work failed');
    return { ...state, isRunning: false, failure: noteFailure(calledOff.aborted ? brokenOff() : thrown) };
  }
}

/** Null for what is long past. */
function believed({ atMs, state }: Told, nowMs: number): LongWorkState | null {
  const ageMs = nowMs - atMs;
  if (!state.isRunning) return ageMs > LATELY_MS ? null : state;
  return ageMs > SILENT_MS ? { ...state, isRunning: false, failure: noteFailure(brokenOff()) } : state;
}

const brokenOff = () =>
  new Failure('unavailable', 'work.broken-off', 'The program that did this ended before it was done. Start it again.');
