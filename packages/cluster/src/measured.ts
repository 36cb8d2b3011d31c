import { noteFailure } from '@diachi/domain';
import type { Delivery, JobHandler } from '@diachi/ports';
import type { Log, Metrics } from '@diachi/process';

export type MeasuredTools = {
  readonly metrics: Pick<Metrics, 'stepEnded' | 'failed'>;
  readonly log: Pick<Log, 'debug' | 'info' | 'warn' | 'error'>;
};

/** The same handlers, each step counted, timed, and told in one line when it ends (and, for whoever looks closely, when it begins) that says what it was about. What they throw goes on as it is. */
export const measured = (handlers: readonly JobHandler[], tools: MeasuredTools): readonly JobHandler[] =>
  handlers.map(({ job, run }) => ({
    job,
    run: async (payload, delivery) => {
      const begunMs = performance.now();
      const about = { job: job.name, ...aboutOf(payload), attempt: delivery.attempt };
      tools.log.debug(about, 'a step begins');
      try {
        await run(payload, delivery);
        const ms = performance.now() - begunMs;
        tools.metrics.stepEnded({ job: job.name, outcome: 'done', seconds: ms / 1_000, pages: pagesOf(payload) });
        tools.log.info({ ...about, ms: Math.round(ms) }, 'a step is done');
      } catch (thrown) {
        tellBroken(tools, thrown, delivery, { ...about, ms: Math.round(performance.now() - begunMs) });
        throw thrown;
      }
    },
  }));

function tellBroken(
  { metrics, log }: MeasuredTools,
  thrown: unknown,
  { signal }: Delivery,
  about: Readonly<Record<string, unknown>> & { readonly job: string; readonly ms: number },
): void {
  const ended = { job: about.job, seconds: about.ms / 1_000, pages: 0 };
  if (signal.aborted) {
    metrics.stepEnded({ ...ended, outcome: 'handed-back' });
    log.info(about, 'a step was stopped and is done again later');
    return;
  }
  const { kind, code } = noteFailure(thrown);
  metrics.stepEnded({ ...ended, outcome: 'failed' });
  metrics.failed(code);
  log[kind === 'bug' ? 'error' : 'warn']({ ...about, code, err: thrown }, 'a step failed');
}

type Work = {
  readonly revision?: { readonly documentId?: unknown; readonly number?: unknown };
  readonly page?: unknown;
  readonly pageCount?: unknown;
};

// Payloads are parsed by the handler; a log line takes what is there.
const workOf = (payload: unknown): Work => (typeof payload === 'object' && payload !== null ? payload : {});

function aboutOf(payload: unknown) {
  const { revision, page } = workOf(payload);
  return {
    ...(typeof revision?.documentId === 'string' && { document: revision.documentId }),
    ...(typeof revision?.number === 'number' && { revision: revision.number }),
    ...(typeof page === 'number' && { page }),
  };
}

function pagesOf(payload: unknown): number {
  const { page, pageCount } = workOf(payload);
  if (typeof page === 'number') return 1;
  return typeof pageCount === 'number' && Number.isSafeInteger(pageCount) ? pageCount : 0;
}
