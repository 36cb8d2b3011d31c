import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileObjectStore } from '@diachi/store-files';
import { expect, onTestFinished, test } from 'vitest';
import { storeAway } from '../../../../test/faults/index.ts';
import { steadyStore } from './steady-store.ts';

/** A store that fails as `isAway` says, looked at through a steady one that rests for no time. */
async function steadyOver(isAway: (key: unknown) => boolean) {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-steady-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = await createFileObjectStore({ folder });
  for (const key of ['good', 'bad']) await store.put(key, Buffer.from(key), 'text/plain');
  const failing = storeAway(store, ({ args: [key] }) => isAway(key));
  return steadyStore(failing, { wait: async () => {} }, new AbortController().signal);
}

test('an object that the store cannot get at, while it gives others, is there and cannot be had', async () => {
  const store = await steadyOver((key) => key === 'bad');

  expect(await store.has('bad')).toBe(true);
  await expect(store.get('bad')).rejects.toMatchObject({ code: 'object.missing' });
  expect(String(await store.get('good'))).toBe('good');
  expect(await store.has('nowhere')).toBe(false);
});

test('one that is given at the third try is given', async () => {
  let tries = 0;
  const store = await steadyOver((key) => key === 'bad' && ++tries < 3);

  expect(String(await store.get('bad'))).toBe('bad');
});

test('a store that answers for nothing is away', async () => {
  const store = await steadyOver(() => true);

  await expect(store.has('bad')).rejects.toMatchObject({ code: 'store.unavailable' });
  await expect(store.get('bad')).rejects.toMatchObject({ code: 'store.unavailable' });
});
