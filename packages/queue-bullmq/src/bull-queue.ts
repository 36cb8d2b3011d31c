import { Failure } from '@diachi/domain';
import { allJobs, type Job, parseTree } from '@diachi/jobs';
import type { JobQueue } from '@diachi/ports';
import { checkRedis } from './check-redis.ts';
import { connectRedis, type QueueLog } from './connect-redis.ts';
import { dropGroup } from './drop-group.ts';
import { followEvents } from './follow-events.ts';
import { keyNames } from './key-names.ts';
import { createLeaveRoom } from './leave-room.ts';
import { countSteps, findStep } from './look.ts';
import { plantTree } from './plant-tree.ts';
import { redisFailure } from './redis-failure.ts';
import { runScript } from './run-script.ts';
import { createWorkForce } from './work-force.ts';

export type BullQueueOptions = {
  readonly redisUrl: string;
  /** What every name in Redis begins with, so that several libraries may share a server. */
  readonly prefix: string;
  /** Jobs that may be added before anyone works on them; those that get handlers are known anyway. All there are when not given. */
  readonly jobs?: readonly Job<unknown>[];
  readonly log?: QueueLog;
  /** So long a step belongs to a process that says nothing; 15 seconds. Renewed while the step runs, however long that takes. */
  readonly lockMs?: number;
  /** How often steps of dead processes are looked for; 5 seconds. */
  readonly stalledEveryMs?: number;
  /** Where goes what a listener threw; by default it ends the process as an uncaught error. */
  readonly surface?: (bug: unknown) => void;
};

/**
 * A queue many processes share, on BullMQ and Redis. Fails with `queue.unavailable` when Redis does not answer, `queue.evicts` when it
 * may throw work away, and `queue.too-old`. Every method fails with `queue.unavailable` after about five seconds without Redis; adding
 * fails with `queue.full` when Redis has used 80 % of the memory it may take, so that what is there can be worked off.
 */
export async function createBullQueue(options: BullQueueOptions): Promise<JobQueue> {
  const { redisUrl, prefix, jobs = allJobs, log = silent, surface = throwLater } = options;
  const { lockMs = 15_000, stalledEveryMs = 5_000 } = options;
  const known = new Map(jobs.map((job) => [job.name, job]));
  const asking = connectRedis(redisUrl, 'asking', log);
  await checkRedis(asking.redis).catch((thrown) => {
    asking.end();
    throw redisFailure(thrown);
  });
  const stream = keyNames(prefix).events;
  const following = followEvents({ redisUrl, asking: asking.redis, stream, log, surface });
  const force = createWorkForce({ redisUrl, prefix, jobs: known, lockMs, stalledEveryMs, log });
  let closing: Promise<void> | null = null;

  const stillOpen = () => {
    if (closing) throw closed();
  };
  const tools = { client: asking.client, prefix, stillOpen, leaveRoom: createLeaveRoom(asking.redis) };

  /** Asks Redis; whatever is wrong with it is one failure. */
  async function ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    stillOpen();
    try {
      return await question();
    } catch (thrown) {
      throw closing ? closed() : redisFailure(thrown);
    }
  }

  const hold = (isHeld: 0 | 1) =>
    ask(async () => void (await runScript(tools.client, 'hold', [prefix, isHeld, ...known.keys()])));

  return {
    async add(root, { isUrgent = false, unlessEndedSince } = {}) {
      const steps = parseTree(root, known);
      return ask(() => plantTree(tools, steps, { isUrgent, unlessEndedSince }));
    },

    moment: () => ask(async () => Number(await runScript(tools.client, 'moment', [prefix]))),

    isUnderWay: (step) => ask(() => findStep(tools, step)),

    work(handlers, limits) {
      stillOpen();
      force.hire(handlers, limits);
      for (const { job } of handlers) known.set(job.name, job);
    },

    follow: following.follow,
    drop: (group) => ask(() => dropGroup(tools, group)),

    async depth() {
      const depths = await ask(() => countSteps(tools, [...known.keys()]));
      const sum = (of: 'waiting' | 'blocked' | 'running') => depths.reduce((total, depth) => total + depth[of], 0);
      return { waiting: sum('waiting') + sum('blocked'), running: sum('running') };
    },
    depths: () => ask(() => countSteps(tools, [...known.keys()])),

    pause: () => hold(1),
    resume: () => hold(0),
    isPaused: () => ask(async () => (await runScript(tools.client, 'is-held', [prefix, ...known.keys()])) === 1),

    close() {
      closing ??= (async () => {
        await force.close(closed());
        await following.close();
        asking.end();
      })();
      return closing;
    },
  };
}

const closed = () => new Failure('unavailable', 'queue.closed', 'The queue is closed: this process is shutting down.');

const silent: QueueLog = { warn: () => {}, error: () => {} };

/** A listener that throws has a bug; it ends the process like any other instead of being lost. */
const throwLater = (bug: unknown): void =>
  queueMicrotask(() => {
    throw bug;
  });
