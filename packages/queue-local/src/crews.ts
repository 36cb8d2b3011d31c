import { createPace, type JobHandler, type Pace, type WorkLimits } from '@diachi/ports';
import { createReadyLine, type ReadyLine } from './ready-line.ts';
import type { WaitingStep } from './waiting-step.ts';

/** One call of `work`: its handlers share so many hands. */
type Crew = { readonly line: ReadyLine; readonly concurrency: number; readonly pace: Pace; atWork: number };

/** A step, who does it, and how. */
export type Delivered = { readonly step: WaitingStep; readonly crew: Crew; readonly handler: JobHandler };

export type Crews = {
  hire(handlers: readonly JobHandler[], limits: WorkLimits): void;
  /** Puts a step in the line of whoever does its job, or keeps it until somebody does. */
  push(step: WaitingStep): void;
  /** The next step somebody has a hand free for and may begin. */
  next(): Delivered | undefined;
  /** Milliseconds until somebody may begin again who has a hand free; 0 when nobody waits for that. */
  pauseMs(): number;
};

export function createCrews(now: () => number = () => performance.now()): Crews {
  const crews: Crew[] = [];
  const posts = new Map<string, { readonly crew: Crew; readonly handler: JobHandler }>();
  const nobodyYet = new Map<string, WaitingStep[]>();

  function push(step: WaitingStep): void {
    const name = step.job.name;
    const post = posts.get(name);
    const kept = nobodyYet.get(name);
    if (post) post.crew.line.push(step);
    else if (kept) kept.push(step);
    else nobodyYet.set(name, [step]);
  }

  return {
    push,

    hire(handlers, { concurrency, perMinute }) {
      if (!Number.isInteger(concurrency) || concurrency < 1) throw new Error('At least one step is done at a time.');
      for (const { job } of handlers) {
        if (posts.has(job.name)) throw new Error(`The job ${job.name} has a handler in this process already.`);
      }
      const crew: Crew = { line: createReadyLine(), concurrency, pace: createPace(perMinute), atWork: 0 };
      crews.push(crew);
      for (const handler of handlers) {
        posts.set(handler.job.name, { crew, handler });
        nobodyYet.get(handler.job.name)?.forEach(push);
        nobodyYet.delete(handler.job.name);
      }
    },

    next() {
      for (const crew of crews) {
        const mayBegin = crew.atWork < crew.concurrency && crew.pace.waitMs(now()) === 0;
        const step = mayBegin ? crew.line.next() : undefined;
        const post = step && posts.get(step.job.name);
        if (!post) continue;
        crew.pace.begin(now());
        return { step, ...post };
      }
      return undefined;
    },

    pauseMs() {
      const free = crews.filter(({ atWork, concurrency }) => atWork < concurrency);
      const waits = free.map(({ pace }) => pace.waitMs(now())).filter((waitMs) => waitMs > 0);
      return waits.length > 0 ? Math.min(...waits) : 0;
    },
  };
}
