import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { allJobs, type Job } from '@diachi/jobs';
import { Queue } from 'bullmq';
import { checkRedis } from './check-redis.ts';
import { connectRedis, type QueueLog } from './connect-redis.ts';
import { redisFailure } from './redis-failure.ts';

export type QueueBoardOptions = {
  readonly redisUrl: string;
  readonly prefix: string;
  /** All there are when not given. */
  readonly jobs?: readonly Job<unknown>[];
  /** Where it is mounted: `/queues`. */
  readonly basePath: string;
  readonly log?: QueueLog;
};

export type QueueBoard = {
  /** Answers GET and HEAD of every address from the base path on; anything else with 405. Who may ask is the caller's to check. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
};

type Answer = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * The queue as administrators see it: what waits, runs, and failed of late, job by job. Only to look at: its buttons would move steps
 * past the order of groups and past the list by which a group is dropped; retrying and dropping are actions of documents.
 * Fails like `createBullQueue` when Redis is not there.
 */
export async function createQueueBoard(options: QueueBoardOptions): Promise<QueueBoard> {
  const { redisUrl, prefix, jobs = allJobs, basePath, log = silent } = options;
  const connection = connectRedis(redisUrl, 'asking', log);
  await checkRedis(connection.redis).catch((thrown) => {
    connection.end();
    throw redisFailure(thrown);
  });
  const queues = jobs.map(({ name }) => {
    const queue = new Queue(name, { connection: connection.client, prefix, skipMetasUpdate: true });
    // Told by the connection as well.
    queue.on('error', () => {});
    return queue;
  });
  const app = await createApp(queues, basePath);

  return {
    handle(request, response) {
      const path = request.url ?? '/';
      if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405);
      // Its app believes that it is mounted at the root.
      request.url = path.slice(basePath.length).replace(/^(?!\/)/, '/');
      app(request, response, () => end(response, 404));
    },
    async close() {
      await Promise.all(queues.map((queue) => queue.close()));
      connection.end();
    },
  };
}

async function createApp(queues: readonly Queue[], basePath: string): Promise<Answer> {
  const adapter = new ExpressAdapter();
  adapter.setBasePath(basePath);
  const app: Answer & { get(paths: string | string[], answer: Answer): void } = adapter.getRouter();
  const page = await readPage();
  adapter.setEntryRoute = ({ route, handler }) => {
    const { params } = handler({ basePath, uiConfig });
    const filled = page.replaceAll(/<%[=-] (\w+) %>/g, (_, name: string) => String(params[name] ?? ''));
    app.get(route, (_request, response) => sendPage(response, filled));
    return adapter;
  };
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false })),
    serverAdapter: adapter,
    options: { uiConfig },
  });
  return app;
}

/** The page of the board without what our rules refuse: fonts of another address, styles within the page. */
async function readPage(): Promise<string> {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@bull-board/ui/package.json'));
  const page = await readFile(join(folder, 'dist', 'index.ejs'), 'utf8');
  return page
    .replaceAll(/<link href="https?:[^>]*>/g, '')
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/ style="[^"]*"/g, '');
}

function sendPage(response: ServerResponse, page: string): void {
  const rules = String(response.getHeader('Content-Security-Policy') ?? '');
  // It finds its parts by the base address it names; for this page alone.
  if (rules !== '') response.setHeader('Content-Security-Policy', rules.replace("base-uri 'none'", "base-uri 'self'"));
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(page);
}

function end(response: ServerResponse, status: 404 | 405): void {
  response.statusCode = status;
  response.end();
}

// Our workers go by other names in Redis than those BullMQ would look for.
const uiConfig = {
  boardTitle: 'Kho Địa Chí',
  showWorkers: false,
  favIcon: { default: 'static/images/logo.svg', alternative: 'static/favicon-32x32.png' },
};

const silent: QueueLog = { warn: () => {}, error: () => {} };
