import { randomUUID } from 'node:crypto';
import { jobQueueContract } from '@diachi/ports/contract';
import { afterAll, beforeAll, describe } from 'vitest';
import { hasRedis, type RedisServer, startRedis } from '../../../test/servers/index.ts';
import { createBullQueue } from './bull-queue.ts';

describe.skipIf(!hasRedis())('queue on BullMQ', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  jobQueueContract((jobs) => createBullQueue({ redisUrl: redis.url, prefix: `test-${randomUUID()}`, jobs }));
});
