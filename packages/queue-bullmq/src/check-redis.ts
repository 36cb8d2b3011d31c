import { Failure } from '@diachi/domain';
import type { Redis } from 'ioredis';
import { parseInfo } from './parse-info.ts';

const OLDEST = [6, 2] as const;

/** Refuses a server that may throw keys away (`queue.evicts`), or is older than BullMQ’s scripts (`queue.too-old`). */
export async function checkRedis(redis: Redis): Promise<void> {
  const told = parseInfo(await redis.info());
  const version = told.get('redis_version') ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new Failure('unavailable', 'queue.too-old', `The queue needs Redis 6.2 or later; this is ${version}.`, {
      details: { version },
    });
  }
  const policy = told.get('maxmemory_policy');
  // Some hosts do not tell; then they must know.
  if (policy !== undefined && policy !== 'noeviction') {
    throw new Failure(
      'unavailable',
      'queue.evicts',
      `Redis throws away keys when its memory is full (maxmemory-policy ${policy}), and work with them. Set maxmemory-policy to noeviction.`,
      { details: { policy } },
    );
  }
}
