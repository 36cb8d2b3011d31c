import { createIORedisClient, type IRedisClient } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import { redisFailure } from './redis-failure.ts';
import { defineScripts } from './run-script.ts';

/** Where the queue says what it lives through: pino’s shape, so that any process’s log fits. */
export type QueueLog = {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

export type Connection = {
  /** As BullMQ wants it, and with our scripts. */
  readonly client: IRedisClient;
  readonly redis: Redis;
  /** Ends it at once. What waits for an answer fails, or never gets one when Redis is away. */
  end(): void;
};

/** Redis away for less than this is not noticed by whoever asks. */
const PATIENCE_MS = 5_000;
/** Silence after which a connection that waits for an answer is taken for dead and made anew. */
const SILENCE_MS = 20_000;

export type ConnectionKind = 'asking' | 'working' | 'waiting' | 'hearing';

// Answers have the shapes BullMQ reads.
type Options = Omit<RedisOptions, 'replyMapping'>;

const always: Options = {
  lazyConnect: true,
  connectTimeout: 4_000,
  retryStrategy: (times) => Math.min(times * 100, 1_000),
};

const kinds = {
  /** For what a person or program waits for: fails after five seconds at the latest. */
  asking: { ...always, commandTimeout: PATIENCE_MS, maxRetriesPerRequest: 6, socketTimeout: SILENCE_MS },
  /** For the steps themselves: waits until Redis is back, so that nothing that was done is forgotten. */
  working: { ...always, maxRetriesPerRequest: null, socketTimeout: SILENCE_MS },
  /** For waiting: one command at a time that Redis answers when something happens, or after some seconds; asked again when it breaks. */
  waiting: { ...always, maxRetriesPerRequest: null, socketTimeout: SILENCE_MS },
  /** For being told: silent as long as nothing happens. */
  hearing: { ...always, maxRetriesPerRequest: null },
} satisfies Record<ConnectionKind, Options>;

/** Makes a connection that comes back by itself. It is opened by its first command. */
export function connectRedis(url: string, kind: ConnectionKind, log: QueueLog): Connection {
  const redis = new Redis(url, kinds[kind]);
  let isAway = false;
  // Without a listener an error of a connection would end the process. Told once, not at every try.
  redis.on('error', (thrown: unknown) => {
    if (!isAway) log.warn({ err: redisFailure(thrown), connection: kind }, 'Redis is away');
    isAway = true;
  });
  redis.on('ready', () => {
    isAway = false;
  });
  const client = createIORedisClient(redis) as unknown as IRedisClient;
  defineScripts(client);
  return { client, redis, end: () => redis.disconnect() };
}
