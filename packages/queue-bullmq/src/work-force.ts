import type { Failure } from '@diachi/domain';
import type { Job, KnownJobs } from '@diachi/jobs';
import type { JobHandler, WorkLimits } from '@diachi/ports';
import { openBullQueues } from './bull-queues.ts';
import { checkStalled } from './check-stalled.ts';
import { connectRedis, type QueueLog } from './connect-redis.ts';
import { type Crew, startCrew } from './crew.ts';
import { dropped, holdSteps } from './held-steps.ts';
import { keyNames } from './key-names.ts';
import { loadScripts } from './run-script.ts';

/** Everything in this process that takes steps and does them. Its connections are opened by its first crew. */
export type WorkForce = {
  hire(handlers: readonly JobHandler[], limits: WorkLimits): void;
  /** Stops what runs, for this reason, hands it back to the queue, and ends. */
  close(reason: Failure): Promise<void>;
};

export type WorkForceOptions = {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly jobs: KnownJobs;
  readonly lockMs: number;
  readonly stalledEveryMs: number;
  readonly log: QueueLog;
};

export function createWorkForce(options: WorkForceOptions): WorkForce {
  const crews: Crew[] = [];
  const jobs = new Map<string, Job<unknown>>();
  const closing = new AbortController();
  let office: Office | null = null;

  return {
    hire(handlers, limits) {
      if (!Number.isInteger(limits.concurrency) || limits.concurrency < 1)
        throw new Error('At least one step is done at a time.');
      for (const { job } of handlers) {
        if (jobs.has(job.name)) throw new Error(`The job ${job.name} has a handler in this process already.`);
      }
      for (const { job } of handlers) jobs.set(job.name, job);
      office ??= openOffice(options, { closing: closing.signal, jobs: () => [...jobs.keys()] });
      crews.push(startCrew(office.tools, { redisUrl: options.redisUrl, handlers, limits }));
    },

    async close(reason) {
      closing.abort(reason);
      office?.stop(reason);
      await Promise.all(crews.map((crew) => crew.ended));
      office?.close();
    },
  };
}

type Office = ReturnType<typeof openOffice>;

type Told = { readonly closing: AbortSignal; readonly jobs: () => readonly string[] };

/** What all crews of a process share: a connection, the locks, the look for dead processes, and an ear for groups that are dropped. */
function openOffice(options: WorkForceOptions, told: Told) {
  const { redisUrl, prefix, log, lockMs, stalledEveryMs } = options;
  const working = connectRedis(redisUrl, 'working', log);
  const queues = openBullQueues(working.client, prefix, { lockMs, stalledEveryMs });
  const load = () => loadScripts(working.redis);
  const shared = { client: working.client, loadScripts: load, prefix, queues, jobs: options.jobs, lockMs, log };
  const held = holdSteps(shared);
  const stalled = checkStalled(shared, { jobs: told.jobs, everyMs: stalledEveryMs });
  let wasReady = false;
  working.redis.on('ready', () => {
    if (wasReady) stalled.postpone();
    wasReady = true;
    void held.renew();
  });
  const hearing = connectRedis(redisUrl, 'hearing', log);
  hearing.redis.on('message', (_channel, group) => held.stop((step) => step.group === group, dropped()));
  // Renewing the locks finds dropped steps as well, only later.
  hearing.redis.subscribe(keyNames(prefix).drops).catch((thrown) => {
    if (!told.closing.aborted) log.warn({ err: thrown }, 'dropped groups are not heard of at once');
  });

  return {
    tools: { ...shared, held, closing: told.closing },
    stop(reason: Failure) {
      stalled.end();
      held.stop(() => true, reason);
    },
    close() {
      held.end();
      hearing.end();
      working.end();
    },
  };
}
