import type { MessagePort } from 'node:worker_threads';
import type { JobHandler } from '@diachi/ports';
import { carry } from './carried-error.ts';
import type { FromThread, ToThread } from './thread-messages.ts';

/** Inside a step thread: does what the main thread asks for, until it says to close. */
export function serveSteps(port: MessagePort, handlers: readonly JobHandler[], close: () => Promise<void>): void {
  const byJob = new Map(handlers.map((handler) => [handler.job.name, handler]));
  const running = new Map<number, AbortController>();
  const tell = (message: FromThread) => port.postMessage(message);

  const run = async ({ run: id, job, payload, attempt }: Extract<ToThread, { kind: 'run' }>): Promise<void> => {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const handler = byJob.get(job);
      if (!handler) throw new Error(`No step thread does ${job}.`);
      await handler.run(payload, { attempt, signal: abort.signal });
      tell({ kind: 'done', run: id });
    } catch (thrown) {
      tell({ kind: 'broke', run: id, thrown: carry(thrown) });
    } finally {
      running.delete(id);
    }
  };

  port.on('message', (message: ToThread) => {
    if (message.kind === 'run') void run(message);
    if (message.kind === 'abort') running.get(message.run)?.abort();
    if (message.kind === 'close') void end();
  });

  tell({ kind: 'ready' });

  // What could not be closed is left to the end of the thread, which is near.
  const end = async (): Promise<void> => {
    try {
      await close();
    } catch (thrown) {
      tell({ kind: 'not-closed', thrown: carry(thrown) });
    }
    port.close();
  };
}
