import { type IRedisClient, type JobJson, QueueKeys, RedisConnection, RedisQueueBackend } from 'bullmq';

/** What BullMQ does for one job's queue, over a connection of ours. */
export type BullQueues = { of(job: string): RedisQueueBackend };

export type BullTimes = {
  /** So long a step belongs to a process that says nothing. */
  readonly lockMs: number;
  readonly stalledEveryMs: number;
};

// How often a step is delivered again after the death of its process; the step itself decides long before.
const MOST_DEATHS = 10;

/** Opens the queues of a prefix. BullMQ's own Worker serves one queue; here several share one number of hands, so its layer below is used. */
export function openBullQueues(
  client: IRedisClient,
  prefix: string,
  { lockMs, stalledEveryMs }: BullTimes,
): BullQueues {
  const connection = new RedisConnection(client, { shared: true, blocking: false });
  // Told by the client itself as well; without a listener it would end the process.
  connection.on('error', () => {});
  const options = {
    connection: client,
    prefix,
    lockDuration: lockMs,
    maxStalledCount: MOST_DEATHS,
    // Less than the time between two checks of one process: otherwise every second one would find that it was just done.
    stalledInterval: Math.ceil(stalledEveryMs * 0.8),
  };
  const names = new QueueKeys(prefix);
  const known = new Map<string, RedisQueueBackend>();
  return {
    of(job) {
      const there = known.get(job);
      if (there) return there;
      const queue = new RedisQueueBackend(
        connection,
        job,
        names.getKeys(job),
        (type) => names.toKey(job, type),
        options,
        undefined,
        false,
      );
      known.set(job, queue);
      return queue;
    },
  };
}

/** A step as BullMQ hands it out. */
export type TakenStep = {
  readonly job: string;
  readonly id: string;
  readonly token: string;
  readonly json: JobJson;
};

/** Takes the next step of a queue. Null when there is none. */
export async function takeStep(
  queue: RedisQueueBackend,
  job: string,
  token: string,
  name: string,
): Promise<TakenStep | null> {
  const [json, id]: unknown[] = await queue.moveToActive(token, name);
  return typeof id === 'string' && json ? { job, id, token, json: json as JobJson } : null;
}
