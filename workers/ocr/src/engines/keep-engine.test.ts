import { Failure } from '@diachi/domain';
import type { Word } from '@diachi/page-text';
import { expect, test, vi } from 'vitest';
import { keepEngine } from './keep-engine.ts';
import { EngineCrash, type EngineSource, type RunningEngine } from './ocr-engine.ts';

const picture = { width: 1, height: 1, pixels: new Uint8Array(1) };
const word: Word = { text: 'sách', box: { x: 0, y: 0, width: 1, height: 1 }, confidence: 1, line: 0, block: 0 };
const request = { language: 'vie', layout: 'page', model: 'first' } as const;
const second = { ...request, model: 'second' } as const;
const french = { ...request, language: 'vie+fra' };
const limits = { pageTimeMs: 60_000, pagesPerEngine: 100 };

test('an engine is started once for many pages of one language', async () => {
  const { source, started } = engines(async () => [word]);
  const engine = keepEngine(source, limits);

  await engine.read(picture, request);
  const { words } = await engine.read(picture, request);

  expect(words).toEqual([word]);
  expect(started()).toBe(1);
});

test('another language, and the second model, take engines of their own, and those are kept too', async () => {
  const { source, started, stopped } = engines(async () => []);
  const engine = keepEngine(source, { ...limits, mostEngines: 3 });

  for (const asked of [request, french, second, request, french, second]) await engine.read(picture, asked);

  expect([started(), stopped()]).toEqual([3, 0]);
});

test('one engine more than there is room for ends the one unused for longest, before it starts', async () => {
  const { source, running, mostRunning } = engines(async () => []);
  const engine = keepEngine(source, { ...limits, mostEngines: 2 });

  for (const asked of [request, french, request, second]) await engine.read(picture, asked);

  expect(running()).toEqual(['vie first', 'vie second']);
  expect(mostRunning()).toBe(2);
});

test('both models are one engine where there is only one', async () => {
  const { source, started } = engines(async () => []);
  const engine = keepEngine({ ...source, nameOf: async ({ language }) => language }, limits);

  await engine.read(picture, request);
  const { engine: about } = await engine.read(picture, second);

  expect(about.model).toBe('vie first');
  expect(started()).toBe(1);
});

test('one picture is read at a time, whichever engine reads it', async () => {
  let reading = 0;
  let most = 0;
  const { source } = engines(async () => {
    most = Math.max(most, ++reading);
    await Promise.resolve();
    reading--;
    return [];
  });
  const engine = keepEngine(source, limits);

  await Promise.all([request, second, request, second].map((asked) => engine.read(picture, asked)));

  expect(most).toBe(1);
});

test('engines nobody asks are ended after a while, and started again when they are', async () => {
  vi.useFakeTimers();
  try {
    const { source, started, running } = engines(async () => [word]);
    const engine = keepEngine(source, { ...limits, idleMs: 1_000 });
    await engine.read(picture, request);
    await engine.read(picture, second);

    await vi.advanceTimersByTimeAsync(999);
    expect(running()).toEqual(['vie first', 'vie second']);
    await vi.advanceTimersByTimeAsync(1);
    expect(running()).toEqual([]);

    await engine.read(picture, request);
    expect(started()).toBe(3);
  } finally {
    vi.useRealTimers();
  }
});

test('an engine that reads is not idle, however long it takes', async () => {
  vi.useFakeTimers();
  try {
    const slow = Promise.withResolvers<readonly Word[]>();
    const { source, running } = engines(() => slow.promise);
    const engine = keepEngine(source, { ...limits, idleMs: 1_000 });

    const reading = engine.read(picture, request);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(running()).toEqual(['vie first']);
    slow.resolve([word]);

    expect((await reading).words).toEqual([word]);
  } finally {
    vi.useRealTimers();
  }
});

test('an engine that breaks takes no other with it', async () => {
  const { source, running } = engines(async (_, { layout }) => {
    if (layout === 'column') throw new EngineCrash('memory access out of bounds');
    return [word];
  });
  const engine = keepEngine(source, limits);
  await engine.read(picture, request);

  await expect(engine.read(picture, { ...second, layout: 'column' })).rejects.toMatchObject({ code: 'ocr.crashed' });

  expect(running()).toEqual(['vie first']);
});

test('an engine is replaced after its pages', async () => {
  const { source, started, stopped } = engines(async () => []);
  const engine = keepEngine(source, { ...limits, pagesPerEngine: 2 });

  for (let page = 0; page < 5; page++) await engine.read(picture, request);

  expect([started(), stopped()]).toEqual([3, 2]);
});

test('a page that takes too long is given up, its engine is ended, and the next page is read', async () => {
  vi.useFakeTimers();
  try {
    let isHanging = true;
    const { source, stopped } = engines(() => (isHanging ? new Promise(() => {}) : Promise.resolve([word])));
    const engine = keepEngine(source, limits);

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
  const { source, started } = engines(async () => {
    if (!isBroken) return [word];
    isBroken = false;
    throw new EngineCrash('memory access out of bounds');
  });

  const { words } = await keepEngine(source, limits).read(picture, request);

  expect(words).toEqual([word]);
  expect(started()).toBe(2);
});

test('a page that breaks two engines is to blame itself', async () => {
  const { source } = engines(async () => {
    throw new EngineCrash('memory access out of bounds');
  });

  const reading = keepEngine(source, limits).read(picture, request);

  await expect(reading).rejects.toMatchObject({ kind: 'invalid', code: 'ocr.crashed' });
});

test.each([
  ['a bug', new TypeError("Cannot read properties of undefined (reading 'split')")],
  ['a bug of arithmetic', new RangeError('offset is out of bounds')],
  ['an error nobody foresaw', new Error('something else')],
  ['a lack of memory', new Failure('unavailable', 'machine.overloaded', 'Too little memory.')],
])('%s is not blamed on the page', async (_, thrown) => {
  const { source, started, stopped } = engines(() => Promise.reject(thrown));

  await expect(keepEngine(source, limits).read(picture, request)).rejects.toBe(thrown);
  expect([started(), stopped()]).toEqual([1, 1]);
});

test('a bug met after a crash is not blamed on the page either', async () => {
  const bug = new TypeError('x is not a function');
  const thrown: Error[] = [new EngineCrash('memory access out of bounds'), bug];
  const { source } = engines(() => Promise.reject(thrown.shift()));

  await expect(keepEngine(source, limits).read(picture, request)).rejects.toBe(bug);
});

test('an engine that cannot be started is a failure that may pass', async () => {
  const away = new Failure('unavailable', 'ocr.engine-unavailable', 'It does not start.');

  const reading = keepEngine({ nameOf: async () => 'vie', start: () => Promise.reject(away) }, limits).read(
    picture,
    request,
  );

  await expect(reading).rejects.toBe(away);
});

test('work that is called off stops its engine', async () => {
  const begun = Promise.withResolvers<void>();
  const { source, stopped } = engines(() => {
    begun.resolve();
    return new Promise(() => {});
  });
  const calling = new AbortController();

  const reading = expect(keepEngine(source, limits).read(picture, request, calling.signal)).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'ocr.stopped',
  });
  await begun.promise;
  calling.abort();

  await reading;
  expect(stopped()).toBe(1);
});

test('work that is called off before its turn starts no engine and ends none', async () => {
  const { source, started, stopped } = engines(async () => [word]);
  const engine = keepEngine(source, limits);
  await engine.read(picture, request);

  const calledOff = [request, second].map((asked) => engine.read(picture, asked, AbortSignal.abort()));

  for (const reading of calledOff) await expect(reading).rejects.toMatchObject({ code: 'ocr.stopped' });
  expect([started(), stopped()]).toEqual([1, 0]);
});

test('a picture that may take less time than others is given up then', async () => {
  vi.useFakeTimers();
  try {
    const engine = keepEngine(engines(() => new Promise(() => {})).source, limits);

    const reading = expect(engine.read(picture, { ...request, mostMs: 5_000 })).rejects.toMatchObject({
      code: 'ocr.timed-out',
      details: { seconds: 5 },
    });
    await vi.advanceTimersByTimeAsync(5_000);

    await reading;
  } finally {
    vi.useRealTimers();
  }
});

test('a page that breaks an engine has no more time for the second try than it had left', async () => {
  vi.useFakeTimers();
  try {
    const late = Promise.withResolvers<never>();
    const readings = [late.promise, new Promise<never>(() => {})];
    const { source } = engines(() => readings.shift() ?? Promise.resolve([]));

    const reading = expect(keepEngine(source, limits).read(picture, request)).rejects.toMatchObject({
      code: 'ocr.timed-out',
    });
    await vi.advanceTimersByTimeAsync(50_000);
    late.reject(new EngineCrash('memory access out of bounds'));
    await vi.advanceTimersByTimeAsync(10_000);

    await reading;
  } finally {
    vi.useRealTimers();
  }
});

test('nothing is read after closing', async () => {
  const { source } = engines(async () => [word]);
  const engine = keepEngine(source, limits);
  await engine.close();

  await expect(engine.read(picture, request)).rejects.toMatchObject({ code: 'ocr.closed' });
});

test('an engine that is closed while it starts is ended', async () => {
  const { source, stopped } = engines(async () => [word]);
  const begun = Promise.withResolvers<void>();
  const starting = Promise.withResolvers<void>();
  const start: EngineSource['start'] = async (wanted) => {
    begun.resolve();
    await starting.promise;
    return source.start(wanted);
  };
  const engine = keepEngine({ ...source, start }, limits);

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
  const { source, stopped } = engines(() => {
    begun.resolve();
    return new Promise(() => {});
  });
  const engine = keepEngine(source, limits);

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
  const counts = { started: 0, stopped: 0, most: 0 };
  const running: string[] = [];
  const source: EngineSource = {
    nameOf: async ({ language, model }) => `${language} ${model}`,
    start: async ({ language, model }) => {
      const name = `${language} ${model}`;
      counts.started++;
      running.push(name);
      counts.most = Math.max(counts.most, running.length);
      return {
        about: () => ({ name: 'tesseract.js', version: '1', model: name, settings: {} }),
        read,
        stop: async () => {
          counts.stopped++;
          running.splice(running.indexOf(name), 1);
        },
      };
    },
  };
  return {
    source,
    started: () => counts.started,
    stopped: () => counts.stopped,
    running: () => running.toSorted(),
    mostRunning: () => counts.most,
  };
}
