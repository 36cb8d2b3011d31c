import type { Worker as Thread } from 'node:worker_threads';
import type { Worker as Reader } from 'tesseract.js';

const claimed = new WeakSet<Thread>();

/**
 * The thread of an engine from its first moment: tesseract.js itself hands it out only once all has gone well, and one that hangs or
 * fails before would never be ended. Fails when there can be no thread.
 */
export function claimThread(
  create: () => Promise<Reader>,
): Promise<{ readonly thread: Thread; readonly starting: Promise<Reader> }> {
  return new Promise((resolve, reject) => {
    // The process tells of every new thread, in the order they are made; this mark only tesseract.js leaves on its own.
    const claim = (thread: Thread) => {
      if (claimed.has(thread) || !Object.hasOwn(thread, 'onerror')) return;
      claimed.add(thread);
      process.off('worker', claim);
      resolve({ thread, starting });
    };
    process.on('worker', claim);
    const starting = create();
    starting.catch((thrown: unknown) => {
      process.off('worker', claim);
      reject(thrown);
    });
  });
}
