import { setTimeout as wait } from 'node:timers/promises';
import type { JobEvent } from '@diachi/ports';
import type { Redis } from 'ioredis';
import { connectRedis, type QueueLog } from './connect-redis.ts';
import { parseEvent } from './event-line.ts';
import { orAborted } from './or-aborted.ts';
import { isAfter, type Position, START } from './position.ts';

export type FollowTools = {
  readonly redisUrl: string;
  /** The connection everything is asked over: what is added after `follow` is written after the place it asks for. */
  readonly asking: Redis;
  readonly stream: string;
  readonly log: QueueLog;
  /** Where goes what a listener threw. */
  readonly surface: (bug: unknown) => void;
};

export type Following = {
  follow(hear: (event: JobEvent) => void): () => void;
  close(): Promise<void>;
};

type Listener = { readonly hear: (event: JobEvent) => void; readonly since: Promise<Position> };

type Entry = { readonly at: Position; readonly event: JobEvent };

const BLOCK_MS = 5_000;
const RETRY_MS = 500;
const AT_ONCE = 500;

/** Tells what happens to steps, in any process, to whoever listens in this one. Reads as long as somebody does. */
export function followEvents({ redisUrl, asking, stream, log, surface }: FollowTools): Following {
  const listeners = new Set<Listener>();
  const stop = new AbortController();
  let reading: Promise<void> | null = null;

  function readWhileSomebodyListens(): void {
    if (reading || listeners.size === 0 || stop.signal.aborted) return;
    reading = read().finally(() => {
      reading = null;
      readWhileSomebodyListens();
    });
  }

  async function read(): Promise<void> {
    const connection = connectRedis(redisUrl, 'waiting', log);
    const end = () => connection.end();
    stop.signal.addEventListener('abort', end);
    let at = (await [...listeners][0]?.since) ?? START;
    while (listeners.size > 0 && !stop.signal.aborted) {
      try {
        at = await orAborted(stop.signal, readOn(connection.redis, at));
      } catch (thrown) {
        if (stop.signal.aborted) break;
        log.warn({ err: thrown }, 'what happens to steps could not be heard; it is tried again');
        await wait(RETRY_MS, undefined, { signal: stop.signal }).catch(() => {});
      }
    }
    stop.signal.removeEventListener('abort', end);
    end();
  }

  async function readOn(redis: Redis, at: Position): Promise<Position> {
    const entries = entriesOf(await redis.xread('COUNT', AT_ONCE, 'BLOCK', BLOCK_MS, 'STREAMS', stream, at), log);
    // Everything was forgotten, and the clock of Redis went back: its places begin below ours.
    if (entries.length === 0) return isAfter(at, await lastPlace(redis, stream)) ? START : at;
    for (const entry of entries) {
      if (entry.event) await tell({ at: entry.at, event: entry.event });
    }
    return entries.at(-1)?.at ?? at;
  }

  // To all at the same moment, so that nobody hears less because another stops listening.
  async function tell({ at, event }: Entry): Promise<void> {
    const places = await Promise.all(
      [...listeners].map(async (listener) => ({ listener, since: await listener.since })),
    );
    for (const { listener, since } of places) {
      if (!isAfter(at, since)) continue;
      try {
        listener.hear(event);
      } catch (bug) {
        surface(bug);
      }
    }
  }

  return {
    follow(hear) {
      const listener: Listener = { hear, since: placeNow(asking, stream, stop.signal) };
      listeners.add(listener);
      readWhileSomebodyListens();
      return () => listeners.delete(listener);
    },
    async close() {
      stop.abort();
      await reading;
    },
  };
}

/** Where the stream ends now; while Redis is away, where it ends when it is back. */
async function placeNow(redis: Redis, stream: string, signal: AbortSignal): Promise<Position> {
  for (;;) {
    try {
      return await orAborted(signal, lastPlace(redis, stream));
    } catch {
      // Told by the connection itself.
      if (signal.aborted) return START;
      await wait(RETRY_MS, undefined, { signal }).catch(() => {});
    }
  }
}

async function lastPlace(redis: Redis, stream: string): Promise<Position> {
  const [last] = await redis.xrevrange(stream, '+', '-', 'COUNT', 1);
  return last?.[0] ?? START;
}

function entriesOf(
  answer: [string, [string, string[]][]][] | null,
  log: QueueLog,
): readonly { readonly at: Position; readonly event: JobEvent | null }[] {
  const entries = answer?.[0]?.[1] ?? [];
  return entries.map(([at, [, written = '']]) => {
    try {
      return { at, event: parseEvent(written) };
    } catch (thrown) {
      log.warn({ err: thrown, at }, 'what was told about a step cannot be read');
      return { at, event: null };
    }
  });
}
