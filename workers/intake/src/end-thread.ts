import type { Worker } from 'node:worker_threads';

const GRACE_MS = 2_000;

/**
 * Ends a thread: asked first, so that what a native library of its own still does is finished before its memory is gone (ended
 * in the middle of that, the whole process can break down); by force when it does not answer in two seconds.
 */
export async function endThread(thread: Worker): Promise<void> {
  // Of a thread that has ended there is no number any more, and no event will come.
  if (thread.threadId === -1) return;
  const force = setTimeout(() => void thread.terminate(), GRACE_MS);
  try {
    // What it still throws is about work nobody waits for any more; its exit follows.
    thread.once('error', () => {});
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    thread.postMessage('close');
    await ended;
  } finally {
    clearTimeout(force);
  }
}
