import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker as Thread } from 'node:worker_threads';
import { createWorker, type Worker as Reader } from 'tesseract.js';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { onLastTry } from '../last-try.ts';
import { keepEngine } from './keep-engine.ts';
import { tesseractJsAdapter } from './tesseract-js-engine.ts';

vi.mock(import('tesseract.js'), async (original) => ({ ...(await original()), createWorker: vi.fn() }));

const scratchDir = mkdtempSync(join(tmpdir(), 'diachi-models-faults-'));
const source = tesseractJsAdapter.source(scratchDir);
const request = { language: 'vie', layout: 'page', model: 'first' } as const;
const picture = { width: 1, height: 1, pixels: new Uint8Array(1) };
const limits = { pageTimeMs: 20_000, pagesPerEngine: 100 };

afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => rm(scratchDir, { recursive: true }));

describe('starting an engine', () => {
  test('one that never starts is ended when its time is over', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { ended, made } = engineWhere(() => new Promise(() => {}));

    const starting = expect(source.start(request)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'ocr.engine-unavailable',
    });
    await made;
    await vi.advanceTimersByTimeAsync(60_000);

    await starting;
    await ended;
  });

  test('one that cannot be told how to read is ended, and no models are left behind', async () => {
    const { ended } = engineWhere(async () => ({ setParameters: () => Promise.reject('no such parameter') }));

    await expect(source.start({ ...request, language: 'vie+fra' })).rejects.toMatchObject({
      code: 'ocr.engine-unavailable',
    });

    await ended;
    expect(await readdir(scratchDir)).toEqual([]);
  });

  test('one that breaks while it starts is not waited for', async () => {
    const { ended } = engineWhere((onError) => {
      onError?.('Error: no model');
      return new Promise(() => {});
    });

    await expect(source.start(request)).rejects.toMatchObject({ code: 'ocr.engine-unavailable' });

    await ended;
  });

  test('one for which there is no thread is a failure that may pass', async () => {
    vi.mocked(createWorker).mockRejectedValue(
      Object.assign(new Error('no thread'), { code: 'ERR_WORKER_INIT_FAILED' }),
    );

    await expect(source.start(request)).rejects.toMatchObject({ code: 'ocr.engine-unavailable' });
  });
});

describe('an engine that breaks while it reads', () => {
  test.each([
    ['RuntimeError: Aborted(OOM)', { kind: 'unavailable', code: 'machine.overloaded' }],
    ['RuntimeError: memory access out of bounds', { kind: 'invalid', code: 'ocr.crashed' }],
  ])('%s', async (said, failure) => {
    engineWhere(async () => ({ setParameters: async () => {}, recognize: () => Promise.reject(said) }));

    await expect(keepEngine(source, limits).read(picture, request)).rejects.toMatchObject(failure);
  });

  test('one that runs out of memory over this page only has the page to blame, the last time it is tried', async () => {
    const recognize = async (image: unknown) => {
      if ((image as Uint8Array).length < 100) throw 'RuntimeError: Aborted(OOM)';
      return { data: { tsv: '' } };
    };
    engineWhere(async () => ({ setParameters: async () => {}, recognize }));
    const engine = onLastTry(keepEngine(source, limits), 3);

    await expect(engine.read(picture, request)).rejects.toMatchObject({ kind: 'invalid', code: 'ocr.gave-up' });
    await engine.close();
  });

  test('a result we cannot make sense of is a bug of ours', async () => {
    const data = { tsv: {} };
    engineWhere(async () => ({ setParameters: async () => {}, recognize: async () => ({ data }) }));
    const engine = keepEngine(source, limits);

    await expect(engine.read(picture, request)).rejects.toThrow(TypeError);
    await engine.close();
  });
});

/** Has the library start a real thread that does nothing, and answer with this. */
function engineWhere(answer: (onError: ((error: unknown) => void) | undefined) => Promise<unknown>) {
  const ended = Promise.withResolvers<void>();
  const made = Promise.withResolvers<void>();
  vi.mocked(createWorker).mockImplementation(async (_languages, _mode, options) => {
    const thread = new Thread('setInterval(() => {}, 1_000)', { eval: true });
    Object.assign(thread, { onerror: null });
    once(thread, 'exit').then(() => ended.resolve());
    made.resolve();
    return (await answer(options?.errorHandler)) as Reader;
  });
  return { ended: ended.promise, made: made.promise };
}
