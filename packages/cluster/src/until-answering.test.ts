import { Failure } from '@diachi/domain';
import { expect, test } from 'vitest';
import { untilAnswering } from './until-answering.ts';

const away = new Failure('unavailable', 'catalogue.unavailable', 'It is away.');
const silent = { info: () => {}, warn: () => {} };

test('a server that does not answer yet is waited for, longer each time and never very long', async () => {
  const waits: number[] = [];
  const told: unknown[] = [];
  let tries = 0;

  const opened = await untilAnswering(
    'catalogue',
    async () => {
      tries += 1;
      if (tries < 10) throw away;
      return 'open';
    },
    {
      log: { info: (fields: unknown) => told.push(fields), warn: (fields: unknown) => told.push(fields) },
      signal: new AbortController().signal,
      wait: async (ms) => waits.push(ms),
    },
  );

  expect(opened).toBe('open');
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
  expect(told).toHaveLength(10);
  expect(told[0]).toMatchObject({ server: 'catalogue', err: away });
});

test('what waiting cannot mend is not waited for', async () => {
  const wrong = new Failure('invalid', 'store.bad-settings', 'No.');

  const opening = untilAnswering('store', () => Promise.reject(wrong), {
    log: silent,
    signal: new AbortController().signal,
  });

  await expect(opening).rejects.toBe(wrong);
});

test('a process that is asked to end stops waiting', async () => {
  const ending = new AbortController();

  const opening = untilAnswering('store', () => Promise.reject(away), { log: silent, signal: ending.signal });
  ending.abort(new Error('asked to end'));

  await expect(opening).rejects.toThrow();
});
