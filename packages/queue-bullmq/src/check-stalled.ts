import { createTrouble } from './trouble.ts';
import type { WorkTools } from './work-tools.ts';

/** Brings back steps whose process died. */
export type StalledCheck = {
  /** Redis was away: no lock says anything until everyone had time to renew theirs. */
  postpone(): void;
  end(): void;
};

export function checkStalled(
  { queues, lockMs, log }: WorkTools,
  { jobs, everyMs }: { readonly jobs: () => readonly string[]; readonly everyMs: number },
): StalledCheck {
  let isChecking = false;
  let notBefore = 0;
  const trouble = createTrouble(log);

  async function check(): Promise<void> {
    if (isChecking || performance.now() < notBefore) return;
    isChecking = true;
    try {
      for (const job of jobs()) {
        const back = await queues.of(job).moveStalledJobsToWait();
        for (const step of back) log.warn({ job, step }, 'the process that did this step died; it is delivered again');
      }
      trouble.isOver();
    } catch (thrown) {
      trouble.tell(thrown, 'steps of dead processes were not looked for');
    } finally {
      isChecking = false;
    }
  }

  const timer = setInterval(() => void check(), everyMs);
  return {
    postpone() {
      notBefore = performance.now() + lockMs;
    },
    end: () => clearInterval(timer),
  };
}
