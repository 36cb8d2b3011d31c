import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { endThread } from './end-thread.ts';

const thread = (program: string) => new Worker(program, { eval: true });
const polite = `const { parentPort } = require('node:worker_threads');
  parentPort.on('message', () => parentPort.close()); parentPort.postMessage('ready');`;
const busy = `require('node:worker_threads').parentPort.postMessage('ready'); for (;;);`;

afterEach(() => void vi.useRealTimers());

test('a thread that listens ends by itself', async () => {
  // However long it takes on a machine that is busy: it is not force that ends it.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const listening = thread(polite);
  await once(listening, 'message');
  const exit = once(listening, 'exit');

  await endThread(listening);

  expect(await exit).toEqual([0]);
});

test('a thread that hears nothing is ended by force', async () => {
  const deaf = thread(busy);
  await once(deaf, 'message');
  const exit = once(deaf, 'exit');

  await endThread(deaf);

  expect(await exit).toEqual([1]);
});

test('a thread that has ended is not waited for', async () => {
  const gone = thread('');
  await once(gone, 'exit');

  await endThread(gone);

  expect(gone.threadId).toBe(-1);
});
