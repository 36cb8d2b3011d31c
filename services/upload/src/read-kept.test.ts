import { Failure, textOf } from '@diachi/domain';
import { expect, test } from 'vitest';
import { readKept } from './read-kept.ts';

const startedAt = '2026-01-01T00:00:00.000Z';
const kept = { version: 1, startedAt };

const read = (get: () => Promise<Buffer>) => readKept({ get }, 'reports/x.json', (raw) => textOf(raw['startedAt']));
const holding = (text: string) => async () => Buffer.from(text);

test('what was kept is read again', async () => {
  expect(await read(holding(JSON.stringify(kept)))).toBe(startedAt);
});

test.each([
  ['is no JSON', '{"version":1'],
  ['is a list', '[1]'],
  ['is of another version', JSON.stringify({ ...kept, version: 2 })],
  ['lacks a field', JSON.stringify({ version: 1 })],
])('what %s is as if it were not there', async (_what, text) => {
  expect(await read(holding(text))).toBeNull();
});

test('nothing kept is nothing; a store that is away is not', async () => {
  const failing = (kind: 'missing' | 'unavailable', code: string) => async () => {
    throw new Failure(kind, code, 'Not now.');
  };

  expect(await read(failing('missing', 'object.missing'))).toBeNull();
  await expect(read(failing('unavailable', 'store.unavailable'))).rejects.toMatchObject({ code: 'store.unavailable' });
});
