import { dayOf, isFailure, noteFailure } from '@diachi/domain';
import { clearAllRemoved } from './clear-removed.ts';
import { isVerificationDue } from './fixity/verification.ts';
import { forgetAllInSearch } from './forget-in-search.ts';
import type { Harvesting } from './harvest/harvesting.ts';
import { isInspectionDue } from './inspection/kept-inspection.ts';
import { keepLibraries } from './keep-libraries.ts';
import { createLearnIfDue } from './learning/learn-if-due.ts';
import { createIndexWatch } from './mend-index.ts';
import { reconcile } from './reconcile.ts';
import type { Term } from './term.ts';
import { unlessAway } from './until-answered.ts';
import type { ResumableUploads } from './uploads/resumable-uploads.ts';
import { held } from './work-report.ts';
import type { WorkTools } from './work-tools.ts';

export type TidyTools = {
  readonly tools: WorkTools;
  readonly uploads: Pick<ResumableUploads, 'removeExpired'>;
  readonly limits: {
    readonly reconcileEveryMs: number;
    readonly inspectEveryMs: number;
    readonly verifyEveryDays: number;
  };
  readonly startInspection: () => Promise<unknown>;
  readonly startLearning: () => Promise<unknown>;
  readonly startVerification: () => Promise<unknown>;
  /** Looks again at what is known to be damaged, in the background. */
  readonly lookAgain: () => void;
  readonly harvesting: Pick<Harvesting, 'startDue' | 'tidyIndex'>;
};

export type Tidy = {
  /** Sees to everything, each part for itself. Answers for how many documents something was planned; fails at its end when that could not be done. */
  tidy(): Promise<number>;
  /** Of that, only what is unfinished. */
  plan(): Promise<number>;
  /** Another steward may have missed something. */
  forgetWhatIsWhole(): void;
};

const SWEEP_EVERY_MS = 10 * 60_000;
const OPEN_EVERY_MS = 3_600_000;
/** Whoever puts into the index what was opened must have the new day too: clocks of several machines may be apart by this. */
const CLOCKS_APART_MS = 5 * 60_000;
/** An inspection that is due waits until the first things are done, and one that failed for as long. */
const INSPECT_AFTER_MS = 10 * 60_000;

/** What is done now and then so that nothing is left lying, by the steward while there is a `term`. */
export function createTidy(
  { tools, uploads, limits, startInspection, startLearning, startVerification, lookAgain, harvesting }: TidyTools,
  term: () => Term | null,
): Tidy {
  const { queue, board, store, clock } = tools;
  let failuresSinceMs = 0;
  let sweptAtMs = Number.NEGATIVE_INFINITY;
  let openedAtMs = Number.NEGATIVE_INFINITY;
  const watchIndex = createIndexWatch(tools);
  const inspectAfterMs = Math.min(INSPECT_AFTER_MS, limits.inspectEveryMs);
  let inspectNoSoonerMs = clock().getTime() + inspectAfterMs;
  let verifyNoSoonerMs = clock().getTime() + inspectAfterMs;
  const learnIfDue = createLearnIfDue(tools, startLearning);

  const plan = async (): Promise<number> => {
    const now = term();
    const options = now ? { signal: now.signal, isConcluding: now.following.isConcluding } : {};
    const done = await reconcile(now?.tools ?? tools, { ...options, failuresSinceMs });
    failuresSinceMs = done.failuresSinceMs ?? failuresSinceMs;
    return done.planned;
  };

  const sweep = async () => {
    const nowMs = clock().getTime();
    if (nowMs - sweptAtMs < Math.min(SWEEP_EVERY_MS, limits.reconcileEveryMs)) return;
    await uploads.removeExpired();
    sweptAtMs = nowMs;
  };

  const openEmbargoed = async () => {
    const nowMs = clock().getTime();
    if (nowMs - openedAtMs < Math.min(OPEN_EVERY_MS, limits.reconcileEveryMs)) return;
    const opened = await tools.catalogue.openEmbargoed(dayOf(new Date(nowMs - CLOCKS_APART_MS)));
    openedAtMs = nowMs;
    if (opened > 0) tools.log.debug({ opened }, 'embargoes have ended');
  };

  const letGoOn = async () => {
    // Whoever held the work back and is gone can let it go on no more.
    if (board.paused || !(await queue.isPaused())) return;
    await term()?.tools.waitForRoom(board.lastFull ?? noteFailure(held()));
  };

  const inspectIfDue = async () => {
    const nowMs = clock().getTime();
    if (!term() || nowMs < inspectNoSoonerMs) return;
    inspectNoSoonerMs = nowMs + inspectAfterMs;
    if (!(await isInspectionDue(store, nowMs - limits.inspectEveryMs))) return;
    await startInspection().catch((thrown: unknown) => {
      if (!isFailure(thrown) || thrown.code !== 'inspection.running') throw thrown;
    });
  };

  const verifyIfDue = async () => {
    const nowMs = clock().getTime();
    if (!term() || nowMs < verifyNoSoonerMs) return;
    verifyNoSoonerMs = nowMs + inspectAfterMs;
    lookAgain();
    if (limits.verifyEveryDays === 0 || !(await isVerificationDue(store, nowMs, limits.verifyEveryDays))) return;
    await startVerification().catch((thrown: unknown) => {
      if (!isFailure(thrown) || thrown.code !== 'verification.running') throw thrown;
    });
  };

  return {
    plan,
    forgetWhatIsWhole: () => {
      failuresSinceMs = 0;
    },
    tidy: async () => {
      const { signal } = term()?.tools.waiting ?? tools.waiting;
      const bugs: unknown[] = [];
      // Whatever becomes of one part, the others are done.
      const part = (later: string, work: () => Promise<void>) =>
        unlessAway(tools, later, work).catch((thrown: unknown) => void bugs.push(thrown));

      // First, for searchers still find what was removed.
      await part('removed documents are forgotten in search later', () => forgetAllInSearch(tools, signal));
      await part('the store is cleared of removed documents later', () => clearAllRemoved(tools, signal));
      await part('embargoes that have ended are seen to later', openEmbargoed);
      await part('whether the search index is whole is asked later', async () => void (await watchIndex()));
      const [planning] = await Promise.allSettled([plan()]);
      await part('expired uploads are removed later', sweep);
      await part('the list of member libraries is written into the store later', () => keepLibraries(tools));
      await part('whether the work is held back is asked later', letGoOn);
      await part('the inspection begins later', inspectIfDue);
      await part('files are compared with their checksums later', verifyIfDue);
      await part('the library learns its language later', async () => void (term() && (await learnIfDue())));
      await part('the search index is brought up to other repositories later', () => harvesting.tidyIndex(signal));
      await part('other repositories are harvested later', async () => void (term() && (await harvesting.startDue())));
      for (const bug of bugs) throw bug;
      if (planning.status === 'rejected') throw planning.reason;
      return planning.value;
    },
  };
}
