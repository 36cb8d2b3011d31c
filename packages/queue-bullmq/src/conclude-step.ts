import { noteFailure } from '@diachi/domain';
import { backoffMs, isTriedAgain, type Job } from '@diachi/jobs';
import type { IRedisClient, MinimalJob, RedisQueueBackend } from 'bullmq';
import { type DeliveredStep, eventOf } from './delivered-step.ts';
import { writeEvent } from './event-line.ts';
import { joinScript } from './run-script.ts';

/** How a step ended. */
export type Outcome =
  | { readonly how: 'done' }
  | { readonly how: 'failed' | 'waiting-to-retry'; readonly thrown: unknown }
  | { readonly how: 'handed-back' };

/** So many finished steps of each job stay for the queue page, none longer than a week; taking one of them again forgets it first. */
const KEPT = { done: { count: 100, age: 604_800 }, failed: { count: 500, age: 604_800 } };

/** What becomes of a step that threw: only what may pass is tried again, as often as its job says, deaths of its process counted. */
export const outcomeOf = (thrown: unknown, attempt: number, job: Job<unknown>): Outcome => ({
  how: isTriedAgain(thrown, attempt, job) ? 'waiting-to-retry' : 'failed',
  thrown,
});

export type ConcludeTools = {
  readonly client: IRedisClient;
  readonly prefix: string;
  readonly queue: RedisQueueBackend;
  readonly job: Job<unknown>;
};

/** Writes down how a step ended, tells it, and moves the step, all at once. False when the step is not this process's any more. */
export async function concludeStep(
  { client, prefix, queue, job }: ConcludeTools,
  step: DeliveredStep,
  outcome: Outcome,
): Promise<boolean> {
  const transaction = client.multi();
  joinScript(transaction, 'conclude', [prefix, step.ref, step.token, outcome.how, told(step, outcome)]);
  switch (outcome.how) {
    case 'done': {
      const args = queue.moveToCompletedArgs(asBull(step), 'null', KEPT.done, step.token);
      queue.execCommand(transaction, 'moveToFinished', args);
      break;
    }
    case 'failed': {
      const { reason, fields } = written(outcome.thrown);
      const args = queue.moveToFailedArgs(asBull(step), reason, KEPT.failed, step.token, false, fields);
      queue.execCommand(transaction, 'moveToFinished', args);
      break;
    }
    case 'waiting-to-retry': {
      const fieldsToUpdate = written(outcome.thrown).fields;
      const delayMs = backoffMs(job, step.attempt);
      const args = queue.moveToDelayedArgs(step.id, Date.now(), step.token, delayMs, { fieldsToUpdate });
      queue.execCommand(transaction, 'moveToDelayed', args);
      break;
    }
    case 'handed-back':
  }
  return wasConcluded(await transaction.exec(), step);
}

function told(step: DeliveredStep, outcome: Outcome): string {
  if (outcome.how === 'handed-back') return '';
  const failure = 'thrown' in outcome ? noteFailure(outcome.thrown) : null;
  return writeEvent(eventOf(outcome.how, step, failure));
}

/** A failure as the queue page shows it. */
function written(thrown: unknown) {
  const { code, message } = noteFailure(thrown);
  const reason = `${code}: ${message}`.slice(0, 1_000);
  const stack = thrown instanceof Error && thrown.stack ? thrown.stack.slice(0, 2_000) : reason;
  return { reason, fields: { failedReason: reason, stacktrace: JSON.stringify([stack]) } };
}

/** All that BullMQ reads of a job when it puts together what it tells Redis. */
const asBull = ({ id, json }: DeliveredStep) => ({ id, opts: { attempts: json.opts.attempts ?? 1 } }) as MinimalJob;

function wasConcluded(answers: unknown, step: DeliveredStep): boolean {
  if (!Array.isArray(answers)) throw new Error('Redis did not carry out a transaction.');
  const [ours, bull] = answers.map((answer: unknown) => {
    const [refused, value] = answer as [Error | null, unknown];
    if (refused) throw refused;
    return value;
  });
  if (ours !== 1) return false;
  // The two scripts ask for the same things; that they differ would leave a step that never ends.
  if (typeof bull === 'number' && bull < 0) throw new Error(`BullMQ refused to move the step ${step.id}: ${bull}.`);
  return true;
}
