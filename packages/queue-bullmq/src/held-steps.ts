import { Failure } from '@diachi/domain';
import type { DeliveredStep } from './delivered-step.ts';
import { runScript } from './run-script.ts';
import { createTrouble } from './trouble.ts';
import type { WorkTools } from './work-tools.ts';

/** The steps this process was given. Their locks are renewed as long as it lives. */
export type HeldSteps = {
  add(step: DeliveredStep): void;
  delete(step: DeliveredStep): void;
  /** Renews the locks now: done when Redis is back, before anyone takes these steps for those of a dead process. */
  renew(): Promise<void>;
  stop(which: (step: DeliveredStep) => boolean, reason: Error): void;
  end(): void;
};

export function holdSteps({ client, prefix, lockMs, log }: WorkTools): HeldSteps {
  const held = new Set<DeliveredStep>();
  let isRenewing = false;
  const trouble = createTrouble(log);

  async function renew(): Promise<void> {
    if (isRenewing || held.size === 0) return;
    isRenewing = true;
    try {
      const steps = [...held];
      const counts = ({ json }: DeliveredStep) => [json.attemptsStarted, json.stalledCounter];
      const asked = steps.flatMap((step) => [step.ref, step.token, ...counts(step)]);
      const answer = await runScript(client, 'renew', [prefix, lockMs, ...asked]);
      for (const [place, step] of steps.entries()) learn(step, Array.isArray(answer) ? answer[place] : 1);
      trouble.isOver();
    } catch (thrown) {
      trouble.tell(thrown, 'the locks of running steps were not renewed');
    } finally {
      isRenewing = false;
    }
  }

  function learn(step: DeliveredStep, verdict: unknown): void {
    if (verdict === 1 || !held.has(step) || step.stop.signal.aborted) return;
    step.isLost = verdict !== 2;
    step.stop.abort(step.isLost ? lost() : dropped());
  }

  const timer = setInterval(() => void renew(), Math.ceil(lockMs / 3));
  return {
    add: (step) => void held.add(step),
    delete: (step) => void held.delete(step),
    renew,
    stop(which, reason) {
      for (const step of held) {
        if (which(step)) step.stop.abort(reason);
      }
    },
    end: () => clearInterval(timer),
  };
}

/** Why a step of a dropped group is stopped. */
export const dropped = () => new Failure('conflict', 'step.dropped', 'This work is no longer wanted.');

const lost = () =>
  new Failure('unavailable', 'step.lost', 'The queue no longer knows that this step runs here; another may do it.');
