import type { KnownJobs } from '@diachi/jobs';
import type { IRedisClient } from 'bullmq';
import type { BullQueues } from './bull-queues.ts';
import type { QueueLog } from './connect-redis.ts';

/** What everything that delivers steps has in common. */
export type WorkTools = {
  /** Waits until Redis is back. */
  readonly client: IRedisClient;
  /** Tells Redis the scripts of that connection again. */
  readonly loadScripts: () => Promise<void>;
  readonly prefix: string;
  readonly queues: BullQueues;
  readonly jobs: KnownJobs;
  readonly lockMs: number;
  readonly log: QueueLog;
};
