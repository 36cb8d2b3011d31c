import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { readSamples } from './testing/read-samples.ts';
import { watch } from './watched.ts';

const count = {
  name: 'count',
  help: 'A count',
  samples: (answer: number | null) => (answer === null ? [] : [{ value: answer }]),
};

test('a server that hangs holds up no reading for longer than it may, and is not asked again meanwhile', async () => {
  const registry = new Registry();
  const { promise: answer, resolve } = Promise.withResolvers<number>();
  let asked = 0;
  const ask = () => {
    asked += 1;
    return answer;
  };
  watch(registry, { ask, gauges: [count], answersWithinMs: 5 });

  expect(readSamples(await registry.metrics())('count', {})).toBeNull();
  expect(readSamples(await registry.metrics())('count', {})).toBeNull();
  expect(asked).toBe(1);

  resolve(7);
  expect(readSamples(await registry.metrics())('count', {})).toBe(7);
});

test('a server that comes back is asked again', async () => {
  const registry = new Registry();
  const answers = [() => Promise.reject(new Error('away')), async () => 7];
  watch(registry, { ask: () => answers.shift()?.() ?? Promise.resolve(0), gauges: [count] });

  expect(readSamples(await registry.metrics())('count', {})).toBeNull();
  expect(readSamples(await registry.metrics())('count', {})).toBe(7);
});

test('what throws before it asks is away too', async () => {
  const registry = new Registry();
  const ask = (): Promise<number> => {
    throw new Error('closed');
  };
  watch(registry, { ask, gauges: [count] });

  expect(readSamples(await registry.metrics())('count', {})).toBeNull();
});
