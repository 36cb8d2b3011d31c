import type { Redis } from 'ioredis';

/** Waits until one of these queues may have something to do, or so many milliseconds at most. While Redis is away, until it is back. */
export async function waitForWork(redis: Redis, markers: readonly string[], atMostMs: number): Promise<void> {
  // Redis counts in seconds; zero would be for ever.
  await redis.bzpopmin([...markers], Math.max(atMostMs, 10) / 1_000);
}
