import { type FailureNote, isFailure, noteFailure } from '@diachi/domain';
import { type Following, followQueue } from './follow-queue.ts';
import { forgetAllInSearch } from './forget-in-search.ts';
import { isInspectionDue } from './inspection/kept-inspection.ts';
import { keepLibraries } from './keep-libraries.ts';
import { reconcile } from './reconcile.ts';
import type { Duty } from './steward.ts';
import type { ResumableUploads } from './uploads/resumable-uploads.ts';
import { createWaitForRoom } from './wait-for-room.ts';
import { held } from './work-report.ts';
import type { WorkTools } from './work-tools.ts';

export type StewardDutyTools = {
  readonly tools: WorkTools;
  readonly uploads: Pick<ResumableUploads, 'removeExpired'>;
  readonly limits: { readonly reconcileEveryMs: number; readonly inspectEveryMs: number };
  readonly startInspection: () => Promise<unknown>;
};

export type StewardDuty = {
  takeUp(signal: AbortSignal): Duty;
  /** What the steward does now and then, done now, in whichever process. Answers for how many documents something was planned. */
  tidy(): Promise<number>;
  /** Has the steward hold the work back; in another process nothing happens, for the steward meets the same. */
  waitForRoom(why: FailureNote): Promise<void>;
  /** Resolves when all that was told is written down. */
  settled(): Promise<void>;
};

type Term = {
  readonly signal: AbortSignal;
  readonly tools: WorkTools;
  readonly following: Following;
  readonly waitForRoom: (why: FailureNote) => Promise<void>;
};

const SWEEP_EVERY_MS = 10 * 60_000;
/** An inspection that is due waits until the first things are done, and one that failed for as long. */
const INSPECT_AFTER_MS = 10 * 60_000;

/** What the steward of the library sees to. */
export function createStewardDuty({ tools, uploads, limits, startInspection }: StewardDutyTools): StewardDuty {
  const { queue, board, clock, log } = tools;
  let term: Term | null = null;
  let failuresSinceMs = 0;
  let sweptAtMs = Number.NEGATIVE_INFINITY;
  let inspectNoSoonerMs = clock().getTime() + Math.min(INSPECT_AFTER_MS, limits.inspectEveryMs);

  const plan = async (): Promise<number> => {
    const { signal } = term ?? {};
    const isConcluding = term?.following.isConcluding;
    const done = await reconcile(term?.tools ?? tools, {
      failuresSinceMs,
      ...(signal && { signal }),
      ...(isConcluding && { isConcluding }),
    });
    failuresSinceMs = done.failuresSinceMs ?? failuresSinceMs;
    return done.planned;
  };

  const sweep = async () => {
    const nowMs = clock().getTime();
    if (nowMs - sweptAtMs < Math.min(SWEEP_EVERY_MS, limits.reconcileEveryMs)) return;
    await uploads.removeExpired();
    sweptAtMs = nowMs;
  };

  const letGoOn = async () => {
    // Whoever held the work back and is gone can let it go on no more.
    if (term && !board.paused && (await queue.isPaused()))
      await term.waitForRoom(board.lastFull ?? noteFailure(held()));
  };

  const inspectIfDue = async () => {
    const nowMs = clock().getTime();
    if (!term || nowMs < inspectNoSoonerMs) return;
    inspectNoSoonerMs = nowMs + Math.min(INSPECT_AFTER_MS, limits.inspectEveryMs);
    if (!(await isInspectionDue(tools.store, nowMs - limits.inspectEveryMs))) return;
    await startInspection().catch((thrown: unknown) => {
      if (!isFailure(thrown) || thrown.code !== 'inspection.running') throw thrown;
    });
  };

  /** What cannot be reached now holds up nothing else, and is seen to the next time. */
  const unlessAway = async (message: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
      log.warn({ err: thrown }, message);
    }
  };

  const tidy = async (): Promise<number> => {
    await unlessAway('expired uploads are removed later', sweep);
    await unlessAway('the list of member libraries is written into the store later', () => keepLibraries(tools));
    await unlessAway('whether the work is held back is asked later', letGoOn);
    const planned = await plan();
    const calledOff = term?.signal ?? tools.waiting.signal;
    await unlessAway('the search index forgets removed documents later', () => forgetAllInSearch(tools, calledOff));
    await unlessAway('the inspection begins later', inspectIfDue);
    return planned;
  };

  return {
    takeUp: (signal) => {
      const waiting = { ...tools.waiting, signal };
      const goOn = async () => void (await plan());
      const waitForRoom = createWaitForRoom({ queue, store: tools.store, board, waiting, clock, goOn });
      const onDuty = { ...tools, waiting, waitForRoom };
      const following = followQueue(onDuty);
      failuresSinceMs = 0;
      term = { signal, tools: onDuty, following, waitForRoom };
      return {
        tidy: async () => void (await tidy()),
        layDown: async () => {
          term = null;
          following.stop();
          await following.settled();
        },
      };
    },
    tidy,
    waitForRoom: async (why) => {
      if (term) await term.waitForRoom(why);
      else log.warn({ code: why.code }, 'there is no room');
    },
    settled: async () => term?.following.settled(),
  };
}
