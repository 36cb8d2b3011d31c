import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { createPace, type JobHandler, type WorkLimits } from '@diachi/ports';
import { type TakenStep, takeStep } from './bull-queues.ts';
import { connectRedis } from './connect-redis.ts';
import { type DeliverTools, deliverStep } from './deliver-step.ts';
import { lastWords } from './last-words.ts';
import { orAborted } from './or-aborted.ts';
import { runScript } from './run-script.ts';
import { createTrouble } from './trouble.ts';
import { waitForWork } from './wait-for-work.ts';

/** One call of `work`: its handlers share so many hands. */
export type Crew = {
  /** Resolves when nothing runs any more, after the process began to close. */
  readonly ended: Promise<void>;
};

/** A process that was not woken looks by itself after so long. */
const LOOK_AGAIN_MS = 5_000;
const RETRY_MS = 1_000;

export type CrewOptions = {
  readonly redisUrl: string;
  readonly handlers: readonly JobHandler[];
  readonly limits: WorkLimits;
};

/** Starts to take steps. Only a free hand takes one, so that no step waits here that another process could do. */
export function startCrew(tools: DeliverTools, { redisUrl, handlers, limits }: CrewOptions): Crew {
  const { client, prefix, queues, log, closing } = tools;
  const pace = createPace(limits.perMinute);
  const posts = handlers
    .map((handler) => ({ handler, queue: queues.of(handler.job.name) }))
    .toSorted((one, other) => one.handler.job.priority - other.handler.job.priority);
  const names = posts.map(({ handler }) => handler.job.name);
  const markers = posts.map(({ queue }) => queue.keys['marker'] ?? '');
  const waiting = connectRedis(redisUrl, 'waiting', log);
  const me = `${hostname()}:${process.pid}`;
  const running = new Set<Promise<void>>();
  let dueAt = 0;
  let handIsFree = () => {};
  const trouble = createTrouble(log);

  /** The first step there is, by the priorities of the jobs. */
  async function take(): Promise<{ readonly taken: TakenStep; readonly handler: JobHandler } | null> {
    const choice = await lastWords(closing, runScript(client, 'choose', [prefix, Date.now(), ...names]));
    const [place = 0, next = 0] = choice as readonly number[];
    dueAt = next;
    const post = posts[place - 1];
    if (!post) return null;
    const taken = await lastWords(closing, takeStep(post.queue, post.handler.job.name, randomUUID(), me));
    // Null when another process was quicker; taking wakes whoever waits for more.
    return taken && { taken, handler: post.handler };
  }

  function start(handler: JobHandler, taken: TakenStep): void {
    const delivered = deliverStep(tools, handler, taken).finally(() => {
      running.delete(delivered);
      handIsFree();
    });
    running.add(delivered);
  }

  async function turn(): Promise<void> {
    if (running.size >= limits.concurrency) {
      // Not a race of all that runs: what runs for hours would remember every race it lost.
      await new Promise<void>((resolve) => {
        handIsFree = resolve;
      });
      return;
    }
    const pauseMs = pace.waitMs(performance.now());
    // Nothing is taken that others could begin meanwhile.
    if (pauseMs > 0) return void (await wait(Math.ceil(pauseMs), undefined, { signal: closing }));
    const next = await take();
    if (next) {
      pace.begin(performance.now());
      return start(next.handler, next.taken);
    }
    const untilDueMs = dueAt > 0 ? dueAt - Date.now() : LOOK_AGAIN_MS;
    await orAborted(closing, waitForWork(waiting.redis, markers, Math.min(untilDueMs, LOOK_AGAIN_MS)));
  }

  async function goOn(): Promise<void> {
    while (!closing.aborted) {
      try {
        await turn();
        trouble.isOver();
      } catch (thrown) {
        if (closing.aborted) return;
        trouble.tell(thrown, 'no step could be taken; it is tried again');
        await wait(RETRY_MS, undefined, { signal: closing }).catch(() => {});
      }
    }
  }

  closing.addEventListener('abort', waiting.end);
  return { ended: goOn().then(async () => void (await Promise.all(running))) };
}
