import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config, Log } from '@diachi/process';
import type { Route } from '@diachi/web';
import { jobsOfCluster } from './open-servers.ts';
import type { queueSettings } from './server-settings.ts';

const ADDRESS = '/queues';

/** What answers at it. */
type AnswersRequests = { handle(request: IncomingMessage, response: ServerResponse): void };

/** The queue to look at, for administrators; upload services answer it. */
export const queueBoardRoute = (board: AnswersRequests): Route => ({
  method: 'get',
  path: `${ADDRESS}{/*rest}`,
  role: 'admin',
  summary: 'What waits, runs and failed of late in the queue, to look at',
  handle: (request, response) => board.handle(request, response),
});

/** Opens what answers there. Fails as `openQueue` does. */
export async function openQueueBoard(config: Config<typeof queueSettings>, log: Log) {
  const { createQueueBoard } = await import('@diachi/queue-bullmq');
  const { redisUrl, queuePrefix: prefix } = config;
  return createQueueBoard({ redisUrl: redisUrl.href, prefix, jobs: jobsOfCluster, basePath: ADDRESS, log });
}
