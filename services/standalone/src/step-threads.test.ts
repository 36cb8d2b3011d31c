import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { isFailure } from '@diachi/domain';
import { ocrPageJob, type PageWork } from '@diachi/jobs';
import type { Delivery } from '@diachi/ports';
import { afterAll, afterEach, expect, test } from 'vitest';
import { stepThread } from './step-thread-handle.ts';
import { createStepThreads, type StepThreads } from './step-threads.ts';

const folder = mkdtempSync(join(tmpdir(), 'step-threads-'));
const script = join(folder, 'thread.mjs');
writeFileSync(
  script,
  `import { parentPort } from 'node:worker_threads';
   import { serveSteps } from ${JSON.stringify(new URL('./serve-steps.ts', import.meta.url).href)};
   import { Failure } from ${JSON.stringify(import.meta.resolve('@diachi/domain'))};
   const run = async (what, { signal }) => {
     if (what === 'fail') throw new Failure('invalid', 'scan.broken', 'Page 3 is broken.', { details: { page: 3 } });
     if (what === 'die') process.exit(7);
     if (what === 'fill memory') { const kept = []; for (;;) kept.push(new Array(1e5).fill(kept.length + 0.5)); }
     if (what === 'wait') await new Promise((resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
   };
   const timer = setInterval(() => {}, 1000);
   let end = async () => clearInterval(timer);
   const ends = {
     'not close': async () => { clearInterval(timer); throw new Failure('unavailable', 'ocr.unavailable', 'The engine does not stop.'); },
     'die closing': () => new Promise(() => setImmediate(() => { throw new Error('The engine broke down.'); })),
   };
   const choose = async (what, delivery) => { end = ends[what] ?? end; await run(what, delivery); };
   serveSteps(parentPort, [{ job: { name: 'ocr-page' }, run: choose }], () => end());`,
);

let threads: StepThreads;
let started = 0;
let notClosed: unknown[] = [];
let died: unknown[] = [];
afterEach(() => threads.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a failure in a step thread arrives with its kind, code and details', async () => {
  const run = working({ count: 1 });

  const thrown = await run('fail').catch((failure: unknown) => failure);

  expect(isFailure(thrown)).toBe(true);
  expect(thrown).toMatchObject({ kind: 'invalid', code: 'scan.broken', details: { page: 3 } });
});

test.each(['die', 'fill memory'])(
  'a thread that ends (%s) fails its step as one whose process died, and the next step gets a new thread',
  async (end) => {
    const run = working({ count: 1 });

    const thrown = await run(end).catch((failure: unknown) => failure);
    await run('work');

    expect(thrown).toMatchObject({ kind: 'unavailable', code: 'step.process-died', details: { times: 1 } });
    expect(died).toEqual([['ocr-page', expect.any(Error)]]);
    expect(started).toBe(2);
  },
);

test('a thread that ends before it could begin is nobody’s death', async () => {
  threads = createStepThreads({
    count: 1,
    idleMs: 60_000,
    onNotClosed: () => {},
    onDied: () => {},
    start: async () => stepThread(new Worker('throw new Error("There is no folder.");', { eval: true })),
  });
  const handler = threads.handlerFor({ ...ocrPageJob, parse: (payload) => payload as PageWork });

  const thrown = await handler
    .run('work', { attempt: 1, signal: new AbortController().signal })
    .catch((failure: unknown) => failure);

  expect(isFailure(thrown)).toBe(false);
  expect(thrown).toMatchObject({ message: 'There is no folder.' });
});

test('a step that is given up stops, and its thread goes on working', async () => {
  const run = working({ count: 1 });
  const abort = new AbortController();
  // A thread that is still starting when its step is given up may be ended, so that nobody waits for it.
  await run('work');

  const waiting = run('wait', abort.signal);
  setImmediate(() => abort.abort());

  await expect(waiting).rejects.toThrow();
  await run('work');
  expect(started).toBe(1);
});

test('no more threads are started than there is work for, nor than may be', async () => {
  const run = working({ count: 2 });

  await run('work');
  expect(started).toBe(1);

  await Promise.all(Array.from({ length: 6 }, () => run('work')));
  expect(started).toBe(2);
});

test('a thread without work is ended', async () => {
  const run = working({ count: 1, idleMs: 10 });
  await run('work');

  await expect.poll(() => threads.size()).toBe(0);
});

test('an engine that cannot be stopped when its thread is ended is told of, and work goes on', async () => {
  const run = working({ count: 1, idleMs: 10 });

  await run('not close');
  await expect.poll(() => notClosed).toMatchObject([{ code: 'ocr.unavailable' }]);
  await run('work');

  expect(started).toBe(2);
});

test('a thread that breaks down while it is ended has ended, and work goes on', async () => {
  const run = working({ count: 1, idleMs: 10 });

  await run('die closing');
  await expect.poll(() => threads.size()).toBe(0);
  await run('work');
  await threads.close();

  expect(started).toBe(2);
});

function working({ count, idleMs = 60_000 }: { count: number; idleMs?: number }) {
  started = 0;
  notClosed = [];
  died = [];
  threads = createStepThreads({
    count,
    idleMs,
    onNotClosed: (thrown) => void notClosed.push(thrown),
    onDied: (job, cause) => void died.push([job, cause]),
    start: async () => {
      started += 1;
      return stepThread(
        new Worker(script, {
          execArgv: ['--conditions=source'],
          resourceLimits: { maxOldGenerationSizeMb: 40 },
        }),
      );
    },
  });
  const handler = threads.handlerFor({ ...ocrPageJob, parse: (payload) => payload as PageWork });
  return async (what: string, signal = new AbortController().signal) => {
    const delivery: Delivery = { attempt: 1, signal };
    await handler.run(what, delivery);
  };
}
