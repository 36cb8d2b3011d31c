import { noteFailure } from '@diachi/domain';
import { backoffMs, isTriedAgain } from '@diachi/jobs';
import type { JobEvent, JobHandler } from '@diachi/ports';
import type { Crews, Delivered } from './crews.ts';
import type { Later } from './later.ts';
import type { Listeners } from './listeners.ts';
import type { StepBook } from './step-book.ts';
import type { WaitingStep } from './waiting-step.ts';
import { createWakeAfterPause } from './wake-after-pause.ts';

/** Brings steps to whoever does them, and says what became of each. */
export type Deliveries = {
  /** To be called when something may have become deliverable. */
  wake(): void;
  hold(isHeld: boolean): void;
  isHeld(): boolean;
  /** Delivers nothing any more. What runs and fails from now on has not failed: it is planned again by the next process. */
  end(): void;
  running(): readonly WaitingStep[];
  /** Tells these steps to stop, and resolves when they have. */
  stop(steps: readonly WaitingStep[], reason: Error): Promise<void>;
};

type Tools = { readonly book: StepBook; readonly crews: Crews; readonly listeners: Listeners; readonly later: Later };

export function createDeliveries({ book, crews, listeners, later }: Tools): Deliveries {
  const ends = new Map<WaitingStep, Promise<void>>();
  let isHeld = false;
  let hasEnded = false;
  let isAwake = false;
  const pause = createWakeAfterPause(crews, later, wake);

  const tell = (kind: JobEvent['kind'], step: WaitingStep, failure: JobEvent['failure'] = null) =>
    listeners.tell(eventOf(kind, step, failure));

  // Once for everything that happens at the same moment, and never inside a listener.
  function wake(): void {
    if (isAwake) return;
    isAwake = true;
    queueMicrotask(() => {
      isAwake = false;
      while (!isHeld && !hasEnded) {
        const next = crews.next();
        if (!next) return pause.set();
        next.crew.atWork++;
        ends.set(next.step, deliver(next));
      }
    });
  }

  async function deliver({ step, crew, handler }: Delivered): Promise<void> {
    const outcome = await run(step, handler, () => tell('started', step));
    ends.delete(step);
    crew.atWork--;
    if (!step.isOver) conclude(step, outcome);
    wake();
  }

  function conclude(step: WaitingStep, outcome: Outcome): void {
    if (!('thrown' in outcome)) {
      book.finish(step).forEach(crews.push);
      tell('done', step);
    } else if (hasEnded) {
      book.giveUp(step);
    } else if (isTriedAgain(outcome.thrown, step.attempt, step.job)) {
      putOff(step);
      tell('waiting-to-retry', step, noteFailure(outcome.thrown));
    } else {
      book.giveUp(step);
      tell('failed', step, noteFailure(outcome.thrown));
    }
  }

  function putOff(step: WaitingStep): void {
    step.callOff = later(backoffMs(step.job, step.attempt), () => {
      step.callOff = null;
      step.attempt++;
      crews.push(step);
      wake();
    });
  }

  return {
    wake,
    hold(isNowHeld) {
      isHeld = isNowHeld;
      wake();
    },
    isHeld: () => isHeld,
    end() {
      hasEnded = true;
      pause.callOff();
    },
    running: () => [...ends.keys()],
    async stop(steps, reason) {
      const stopped = steps.map((step) => ends.get(step));
      for (const step of steps) step.stop?.abort(reason);
      await Promise.all(stopped);
    },
  };
}

type Outcome = { readonly thrown: unknown } | Record<string, never>;

async function run(step: WaitingStep, handler: JobHandler, tellStarted: () => void): Promise<Outcome> {
  const stop = new AbortController();
  step.stop = stop;
  // Nobody is told before the step counts as running, so that a listener may drop it.
  await null;
  if (!step.isOver) tellStarted();
  try {
    if (!step.isOver) await handler.run(step.step.payload, { attempt: step.attempt, signal: stop.signal });
    return {};
  } catch (thrown) {
    return { thrown };
  } finally {
    step.stop = null;
  }
}

const eventOf = (
  kind: JobEvent['kind'],
  { step, attempt, isUrgent }: WaitingStep,
  failure: JobEvent['failure'],
): JobEvent => ({
  kind,
  job: step.job,
  id: step.id,
  payload: step.payload,
  attempt,
  isUrgent,
  failure,
});
