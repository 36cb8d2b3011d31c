import { Failure } from '@diachi/domain';
import type { Word } from '@diachi/page-text';
import { expect, test, vi } from 'vitest';
import { keepEngine } from './keep-engine.ts';
import { EngineCrash, type RunningEngine } from './ocr-engine.ts';

const picture = { width: 1, height: 1, pixels: new Uint8Array(1) };
const word: Word = { text: 'sách', box: { x: 0, y: 0, width: 1, height: 1 }, confidence: 1, line: 0, block: 0 };
const request = { language: 'vie', layout: 'page', model: 'first' } as const;
const limits = { pageTimeMs: 60_000, pagesPerEngine: 100 };

test('an engine is started once for many pages of one language', async () => {
  const { start, started } = engines(async () => [word]);
  const engine = keepEngine(start, limits);

  await engine.read(picture, request);
  const { words } = await engine.read(picture, request);

  expect(words).toEqual([word]);
  expect(started()).toBe(1);
});

test('another language takes another engine, and the first is ended', async () => {
  const { start, started, stopped } = engines(async () => []);
  const engine = keepEngine(start, limits);

  await engine.read(picture, request);
  await engine.read(picture, { ...request, language: 'vie+fra' });

  expect([started(), stopped()]).toEqual([2, 1]);
});

test('an engine is replaced after its pages', async () => {
  const { start, started, stopped } = engines(async () => []);
  const engine = keepEngine(start, { ...limits, pagesPerEngine: 2 });

  for (let page = 0; page < 5; page++) await engine.read(picture, request);

  expect([started(), stopped()]).toEqual([3, 2]);
});

test('a page that takes too long is given up, its engine is ended, and the next page is read', async () => {
  vi.useFakeTimers();
  try {
    let isHanging = true;
    const { start, stopped } = engines(() => (isHanging ? new Promise(() => {}) : Promise.resolve([word])));
    const engine = keepEngine(start, limits);

    const reading = expect(engine.read(picture, request)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'ocr.timed-out',
    });
    await vi.advanceTimersByTimeAsync(60_000);
    await reading;
    isHanging = false;

    expect((await engine.read(picture, request)).words).toEqual([word]);
    expect(stopped()).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});

test('an engine that breaks is replaced, and the page read by the new one', async () => {
  let isBroken = true;
  const { start, started } = engines(async () => {
    if (!isBroken) return [word];
    isBroken = false;
    throw new EngineCrash('memory access out of bounds');
  });

  const { words } = await keepEngine(start, limits).read(picture, request);

  expect(words).toEqual([word]);
  expect(started()).toBe(2);
});

test('a page that breaks two engines is to blame itself', async () => {
  const { start } = engines(async () => {
    throw new EngineCrash('memory access out of bounds');
  });

  const reading = keepEngine(start, limits).read(picture, request);

  await expect(reading).rejects.toMatchObject({ kind: 'invalid', code: 'ocr.crashed' });
});

test.each([
  ['a bug', new TypeError("Cannot read properties of undefined (reading 'split')")],
  ['a bug of arithmetic', new RangeError('offset is out of bounds')],
  ['an error nobody foresaw', new Error('something else')],
  ['a lack of memory', new Failure('unavailable', 'machine.overloaded', 'Too little memory.')],
])('%s is not blamed on the page', async (_, thrown) => {
  const { start, started, stopped } = engines(() => Promise.reject(thrown));

  await expect(keepEngine(start, limits).read(picture, request)).rejects.toBe(thrown);
  expect([started(), stopped()]).toEqual([1, 1]);
});

test('a bug met after a crash is not blamed on the page either', async () => {
  const bug = new TypeError('x is not a function');
  const thrown: Error[] = [new EngineCrash('memory access out of bounds'), bug];
  const { start } = engines(() => Promise.reject(thrown.shift()));

  await expect(keepEngine(start, limits).read(picture, request)).rejects.toBe(bug);
});

test('an engine that cannot be started is a failure that may pass', async () => {
  const away = new Failure('unavailable', 'ocr.engine-unavailable', 'It does not start.');

  const reading = keepEngine(() => Promise.reject(away), limits).read(picture, request);

  await expect(reading).rejects.toBe(away);
});

test('work that is called off stops its engine', async () => {
  const { start, stopped } = engines(() => new Promise(() => {}));
  const calling = new AbortController();

  const reading = keepEngine(start, limits).read(picture, request, calling.signal);
  calling.abort();

  await expect(reading).rejects.toMatchObject({ kind: 'unavailable', code: 'ocr.stopped' });
  expect(stopped()).toBe(1);
});

test('nothing is read after closing', async () => {
  const { start } = engines(async () => [word]);
  const engine = keepEngine(start, limits);
  await engine.close();

  await expect(engine.read(picture, request)).rejects.toMatchObject({ code: 'ocr.closed' });
});

test('an engine that is closed while it starts is ended', async () => {
  const { start, stopped } = engines(async () => [word]);
  const begun = Promise.withResolvers<void>();
  const starting = Promise.withResolvers<void>();
  const engine = keepEngine(async () => {
    begun.resolve();
    await starting.promise;
    return start();
  }, limits);

  const reading = expect(engine.read(picture, request)).rejects.toMatchObject({ code: 'ocr.closed' });
  await begun.promise;
  const closing = engine.close();
  starting.resolve();
  await closing;

  await reading;
  expect(stopped()).toBe(1);
});

test('a page under way when the engine is closed is read later', async () => {
  const begun = Promise.withResolvers<void>();
  const { start, stopped } = engines(() => {
    begun.resolve();
    return new Promise(() => {});
  });
  const engine = keepEngine(start, limits);

  const reading = expect(engine.read(picture, request)).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'ocr.closed',
  });
  await begun.promise;
  await engine.close();

  await reading;
  expect(stopped()).toBe(1);
});

function engines(read: RunningEngine['read']) {
  const counts = { started: 0, stopped: 0 };
  const start = async (): Promise<RunningEngine> => {
    counts.started++;
    return {
      about: () => ({ name: 'tesseract.js', version: '1', model: 'vie', settings: {} }),
      read,
      stop: async () => {
        counts.stopped++;
      },
    };
  };
  return { start, started: () => counts.started, stopped: () => counts.stopped };
}
