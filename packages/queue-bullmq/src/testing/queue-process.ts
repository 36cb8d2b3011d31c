import { handle } from '@diachi/ports';
import { createBullQueue } from '../bull-queue.ts';
import { bindJob, bookOf, readJob, type SamplePage, sampleJobs, shrinkJob } from './sample-jobs.ts';

/** What a process for tests is started with. */
export type QueueProcessOptions = {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly lockMs: number;
  readonly stalledEveryMs: number;
  /** What it does with a page: at once, when it is told to go on, after some milliseconds, or it dies over it. */
  readonly pages: 'at once' | 'when told' | 'slowly' | 'die';
  readonly concurrency: number;
};

/** What it tells whoever started it. */
export type Told =
  | { readonly is: 'ready' | 'closed' }
  | { readonly is: 'started' | 'ended'; readonly id: string; readonly attempt: number };

/** What it can be told. */
export type Order =
  | { readonly order: 'go on' | 'close' }
  | { readonly order: 'die while adding'; readonly pageCount: number };

const options = JSON.parse(process.argv[2] ?? '') as QueueProcessOptions;
const tell = (told: Told) => process.send?.(told);
const queue = await createBullQueue({ ...options, jobs: sampleJobs });
const goOn = Promise.withResolvers<void>();

process.on('message', async (order: Order) => {
  if (order.order === 'go on') goOn.resolve();
  if (order.order === 'die while adding') {
    void queue.add(bookOf('killed', order.pageCount));
    // Here, where one piece of the tree is sent after the other: whoever looks from outside may look when all of them are.
    while ((await queue.depth()).waiting === 0);
    process.kill(process.pid, 'SIGKILL');
  }
  if (order.order === 'close') {
    await queue.close();
    tell({ is: 'closed' });
    // With nothing left open the process ends by itself.
    process.disconnect();
  }
});

async function read(page: SamplePage, { attempt, signal }: { attempt: number; signal: AbortSignal }): Promise<void> {
  const id = readJob.id(page);
  tell({ is: 'started', id, attempt });
  if (options.pages === 'die') process.kill(process.pid, 'SIGKILL');
  if (options.pages === 'slowly') await new Promise((resolve) => setTimeout(resolve, 5));
  if (options.pages === 'when told') {
    const stopped = new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await Promise.race([goOn.promise, stopped]);
  }
  tell({ is: 'ended', id, attempt });
}

if (options.concurrency > 0) {
  const atOnce = async () => {};
  const handlers = [handle(readJob, read), handle(shrinkJob, atOnce), handle(bindJob, atOnce)];
  queue.work(handlers, { concurrency: options.concurrency });
}
tell({ is: 'ready' });
