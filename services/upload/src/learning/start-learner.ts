import { Worker } from 'node:worker_threads';

export type ToLearner =
  | { readonly kind: 'page'; readonly text: string }
  | { readonly kind: 'document-ends' }
  | { readonly kind: 'finish' };

export type FromLearner = { readonly kind: 'taken' } | { readonly kind: 'model'; readonly bytes: Uint8Array };

/** Learns a language in a thread of its own, one thing after the other: each call resolves when its part is done. */
export type Learner = {
  addPage(text: string): Promise<void>;
  endDocument(): Promise<void>;
  /** The model as it is kept. Nothing can be added after it. */
  finish(): Promise<Uint8Array>;
  /** Ends the thread, wherever it is. */
  close(): Promise<void>;
};

/** The most JavaScript memory the thread may fill: what it counts is bounded, far below. */
const MEMORY_MB = 1_024;

// Threads do not go through a test's transformations, so that a thread started from sources runs them as they are.
const isSource = import.meta.url.endsWith('.ts');
const script = new URL(isSource ? './learn-thread.ts' : './learn-thread.js', import.meta.url);

export function startLearner(): Learner {
  const worker = new Worker(script, {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    ...(isSource && { execArgv: ['--conditions=source'] }),
  });
  const died = Promise.withResolvers<never>();
  // Whoever asks next is told.
  died.promise.catch(() => undefined);
  worker.on('error', died.reject);
  worker.on('exit', () => died.reject(new Error('The thread that learns has ended.')));

  const ask = async (message: ToLearner): Promise<FromLearner> => {
    const answer = Promise.withResolvers<FromLearner>();
    worker.once('message', answer.resolve);
    worker.postMessage(message);
    return Promise.race([answer.promise, died.promise]);
  };

  return {
    addPage: async (text) => void (await ask({ kind: 'page', text })),
    endDocument: async () => void (await ask({ kind: 'document-ends' })),
    finish: async () => {
      const answer = await ask({ kind: 'finish' });
      if (answer.kind === 'model') return answer.bytes;
      throw new Error('The thread that learns answered something else.');
    },
    close: async () => void (await worker.terminate()),
  };
}
