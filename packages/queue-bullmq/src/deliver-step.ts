import { setTimeout as wait } from 'node:timers/promises';
import { stepDied } from '@diachi/jobs';
import type { JobHandler } from '@diachi/ports';
import type { TakenStep } from './bull-queues.ts';
import { concludeStep, type Outcome, outcomeOf } from './conclude-step.ts';
import { type DeliveredStep, eventOf, readStep } from './delivered-step.ts';
import { writeEvent } from './event-line.ts';
import type { HeldSteps } from './held-steps.ts';
import { lastWords } from './last-words.ts';
import { redisFailure } from './redis-failure.ts';
import { mayMissScripts, runScript } from './run-script.ts';
import { createTrouble } from './trouble.ts';
import type { WorkTools } from './work-tools.ts';

const RETRY_MS = 500;

export type DeliverTools = WorkTools & {
  readonly held: HeldSteps;
  /** Nothing starts any more, and what runs goes back to the queue. */
  readonly closing: AbortSignal;
};

/** Gives a step to its handler and writes down how it ended. Never throws: what cannot be written down is logged, and the step comes again. */
export async function deliverStep(tools: DeliverTools, handler: JobHandler, taken: TakenStep): Promise<void> {
  const step = readStep(taken, tools.jobs);
  tools.held.add(step);
  try {
    const outcome = await run(tools, handler, step);
    if (outcome) await writeDown(tools, handler, step, outcome);
  } catch (thrown) {
    tools.log.error(
      { err: redisFailure(thrown), job: step.job, step: step.id },
      'the end of a step was not written down',
    );
  } finally {
    tools.held.delete(step);
  }
}

/** Null when the step was not this process's any more before it started. */
async function run(tools: DeliverTools, handler: JobHandler, step: DeliveredStep): Promise<Outcome | null> {
  const { closing } = tools;
  if (closing.aborted) return { how: 'handed-back' };
  if (step.json.deferredFailure) return { how: 'failed', thrown: stepDied(step.json.stalledCounter) };
  if (!(await tellStarted(tools, step))) return null;
  if (closing.aborted) return { how: 'handed-back' };
  try {
    await handler.run(step.payload, { attempt: step.attempt, signal: step.stop.signal });
    return { how: 'done' };
  } catch (thrown) {
    return closing.aborted ? { how: 'handed-back' } : outcomeOf(thrown, step.attempt, handler.job);
  }
}

async function tellStarted({ client, prefix, closing }: DeliverTools, step: DeliveredStep): Promise<boolean> {
  const event = writeEvent(eventOf('started', step));
  const args = [prefix, step.ref, step.token, step.json.priority ?? 1, event];
  return (await lastWords(closing, runScript(client, 'start', args))) === 1;
}

/** Goes on trying while the step is this process's: what a page took minutes to read for is not thrown away because Redis is away. */
async function writeDown(
  tools: DeliverTools,
  handler: JobHandler,
  step: DeliveredStep,
  outcome: Outcome,
): Promise<void> {
  const { client, prefix, held, log, closing } = tools;
  const about = { job: step.job, step: step.id, attempt: step.attempt, how: outcome.how };
  const trouble = createTrouble(log);
  let scripts: 'known' | 'missing' | 'loaded' = 'known';
  for (;;) {
    if (step.isLost) return log.warn(about, 'a step ended that the queue had given up or forgotten');
    try {
      if (scripts === 'missing') {
        await lastWords(closing, tools.loadScripts());
        scripts = 'loaded';
      }
      const queue = tools.queues.of(step.job);
      const concluding = concludeStep({ client, prefix, queue, job: handler.job }, step, outcome);
      const isConcluded = await lastWords(closing, concluding);
      if (!isConcluded && !step.stop.signal.aborted) {
        log.warn(about, 'a step ended that was not this process’s any more');
      }
      return;
    } catch (thrown) {
      if (closing.aborted) throw thrown;
      if (scripts === 'known' && mayMissScripts(thrown)) scripts = 'missing';
      trouble.tell(thrown, 'the end of a step could not be written down; it is tried again', about);
      await wait(RETRY_MS, undefined, { ref: false });
      // The lock may have run out meanwhile.
      await held.renew();
    }
  }
}
