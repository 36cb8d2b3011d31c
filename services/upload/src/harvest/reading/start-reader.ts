import { Worker } from 'node:worker_threads';
import type { ReadingTask, ReadTold, TaskOf, Told } from './read-told.ts';

export type ToReader = { readonly body: Uint8Array; readonly most: number; readonly task: ReadingTask };

/** Reads answers of one repository after the other. */
export type Reader = {
  read<Kind extends keyof Told>(body: Uint8Array, task: TaskOf<Kind>): Promise<ReadTold<Kind>>;
  close(): Promise<void>;
};

export type ReaderLimits = {
  /** Bytes of one answer. */
  readonly most: number;
  readonly timeLimitMs: number;
  readonly memoryMb: number;
};

// Threads do not go through a test's transformations, so that a thread started from sources runs them as they are.
const isSource = import.meta.url.endsWith('.ts');
const script = new URL(isSource ? './reading-thread.ts' : './reading-thread.js', import.meta.url);

/**
 * Starts a thread that reads what other repositories answer, which may be made so that reading it takes minutes or gigabytes: nobody else of the
 * process waits for it. What takes more than the limits is unreadable; the next is read by another thread.
 */
export function startReader({ most, timeLimitMs, memoryMb }: ReaderLimits): Reader {
  let worker: Worker | null = null;
  const start = (): Worker => {
    const thread = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      ...(isSource && { execArgv: ['--conditions=source'] }),
    });
    // Whoever asks is told; when nobody does, the next one is read by another.
    thread
      .on('error', () => undefined)
      .on('exit', () => {
        if (worker === thread) worker = null;
      });
    return thread;
  };

  const ask = async (thread: Worker, message: ToReader): Promise<ReadTold> => {
    const answer = Promise.withResolvers<ReadTold>();
    const tooLong = setTimeout(() => {
      answer.resolve({ fault: 'unreadable', why: 'It takes too long to read.' });
    }, timeLimitMs);
    const end = (thrown: Error & { readonly code?: string }) => {
      if (thrown.code !== 'ERR_WORKER_OUT_OF_MEMORY') answer.reject(thrown);
      else answer.resolve({ fault: 'unreadable', why: 'It takes too much memory to read.' });
    };
    const exit = () => answer.reject(new Error('The thread that reads answers has ended.'));
    thread.once('message', answer.resolve).once('error', end).once('exit', exit);
    thread.postMessage(message);
    try {
      const read = await answer.promise;
      // It may still be at it.
      if ('fault' in read) await discard();
      return read;
    } finally {
      clearTimeout(tooLong);
      thread.off('message', answer.resolve).off('error', end).off('exit', exit);
    }
  };
  const discard = async () => {
    const last = worker;
    worker = null;
    await last?.terminate();
  };

  return {
    read: async <Kind extends keyof Told>(body: Uint8Array, task: TaskOf<Kind>) => {
      worker ??= start();
      return (await ask(worker, { body, most, task })) as ReadTold<Kind>;
    },
    close: discard,
  };
}
