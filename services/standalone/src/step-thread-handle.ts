import type { Worker } from 'node:worker_threads';
import { stepDied } from '@diachi/jobs';
import type { Delivery } from '@diachi/ports';
import { carry, unpack } from './carried-error.ts';
import type { FromThread, ToThread } from './thread-messages.ts';

/** One step thread, seen from the main thread. It does one step at a time. */
export type StepThread = {
  readonly isDead: () => boolean;
  run(job: string, payload: unknown, delivery: Delivery): Promise<void>;
  /** Ends the thread, in order or not. Fails with what could not be closed in it, when it has ended. */
  close(): Promise<void>;
};

/** How long a step may go on after it was told to stop, and a thread after it was told to close. */
const GRACE_MS = 3_000;

/**
 * Follows a worker thread. When it dies, the step it was at fails as one whose process died; when it dies before it could begin, no
 * step is to blame and it is a bug. The queue tries both again elsewhere.
 */
export function stepThread(worker: Worker): StepThread {
  let isDead = false;
  let isReady = false;
  let runs = 0;
  let notClosed: Error | null = null;
  let current: {
    readonly run: number;
    readonly attempt: number;
    readonly settle: (thrown: Error | null) => void;
  } | null = null;
  const tell = (message: ToThread) => worker.postMessage(message);
  const settle = (thrown: Error | null) => {
    const settled = current;
    current = null;
    settled?.settle(thrown);
  };

  const die = (thrown: unknown) => {
    isDead = true;
    const cause = unpack(carry(thrown));
    settle(isReady && current ? stepDied(current.attempt, cause) : cause);
  };
  worker.on('error', die);
  worker.on('messageerror', (thrown) => {
    die(thrown);
    void worker.terminate();
  });
  worker.on('exit', (code) => die(new Error(`A step thread ended in the middle of its work (${code}).`)));
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'ready') {
      isReady = true;
      return;
    }
    if (message.kind === 'not-closed') {
      notClosed = unpack(message.thrown);
      return;
    }
    if (message.kind === 'noticed' || message.run !== current?.run) return;
    settle(message.kind === 'done' ? null : unpack(message.thrown));
  });

  return {
    isDead: () => isDead,
    run: (job, payload, { attempt, signal }) =>
      new Promise<void>((resolve, reject) => {
        if (isDead || signal.aborted) {
          reject(new Error('The step was given up before it began.'));
          return;
        }
        runs += 1;
        const run = runs;
        const forget = stopWhenGivenUp(signal, worker, { kind: 'abort', run });
        current = {
          run,
          attempt,
          settle: (thrown) => {
            forget();
            if (thrown) reject(thrown);
            else resolve();
          },
        };
        tell({ kind: 'run', run, job, payload, attempt });
      }),
    close: async () => {
      if (isDead) return;
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      tell({ kind: 'close' });
      const grace = setTimeout(() => void worker.terminate(), GRACE_MS);
      await ended;
      clearTimeout(grace);
      if (notClosed) throw notClosed;
    },
  };
}

/** Tells a step that it was given up. One deep in someone's native code hears nothing; its thread can be done without. */
function stopWhenGivenUp(signal: AbortSignal, worker: Worker, message: ToThread): () => void {
  let grace: NodeJS.Timeout | undefined;
  const abort = () => {
    worker.postMessage(message);
    grace = setTimeout(() => void worker.terminate(), GRACE_MS);
  };
  signal.addEventListener('abort', abort, { once: true });
  return () => {
    clearTimeout(grace);
    signal.removeEventListener('abort', abort);
  };
}
