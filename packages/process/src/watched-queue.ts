import type { Watched } from './watched.ts';

/** What a queue tells of itself; of the port's words, those that are counted. */
export type QueueToWatch = {
  depths(): Promise<
    readonly { readonly job: string; readonly waiting: number; readonly blocked: number; readonly running: number }[]
  >;
  isPaused(): Promise<boolean>;
};

type QueueAnswer = {
  readonly depths: Awaited<ReturnType<QueueToWatch['depths']>>;
  readonly isPaused: boolean;
};

/** The gauges of a queue. */
export const watchedQueue = (queue: QueueToWatch): Watched<QueueAnswer> => ({
  ask: async () => {
    const [depths, isPaused] = await Promise.all([queue.depths(), queue.isPaused()]);
    return { depths, isPaused };
  },
  gauges: [
    {
      name: 'diachi_queue_answers',
      help: '1 while the queue answers this process, otherwise 0',
      samples: (answer) => [{ value: answer ? 1 : 0 }],
    },
    {
      name: 'diachi_queue_paused',
      help: '1 while the work of the whole library is held back, otherwise 0',
      samples: (answer) => (answer ? [{ value: answer.isPaused ? 1 : 0 }] : []),
    },
    {
      name: 'diachi_queue_steps',
      help: 'Steps of the whole library that wait, wait for other steps (blocked), or run',
      labelNames: ['job', 'state'],
      samples: (answer) =>
        (answer?.depths ?? []).flatMap(({ job, waiting, blocked, running }) => [
          { labels: { job, state: 'waiting' }, value: waiting },
          { labels: { job, state: 'blocked' }, value: blocked },
          { labels: { job, state: 'running' }, value: running },
        ]),
    },
  ],
});
