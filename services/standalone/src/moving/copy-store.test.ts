import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Failure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { createFileObjectStore } from '@diachi/store-files';
import { expect, onTestFinished, test } from 'vitest';
import { copyStore } from './copy-store.ts';
import { movingNotes } from './moving-notes.ts';

test('every object arrives, but what only the moment needed', async () => {
  const { from, to, move } = await twoStores();
  await fill(from, ['documents/a/record.json', 'libraries.json', 'originals/ab/abcd']);
  await fill(from, ['incoming/1/0', 'room-trial']);

  const moved = await move();

  expect(moved.objects).toBe(3);
  expect(await keysOf(to)).toEqual(['documents/a/record.json', 'libraries.json', 'originals/ab/abcd']);
  expect(Buffer.from(await to.get('libraries.json')).toString()).toBe('libraries.json');
});

test('a move that was broken off goes on after what is verified, and carries nothing twice', async () => {
  const { from, to, move } = await twoStores();
  const keys = Array.from({ length: 450 }, (_, at) => `documents/${String(at).padStart(4, '0')}`);
  await fill(from, keys);
  const broken = { ...to, put: breakingAt(to, 300) };
  await expect(move({ to: broken })).rejects.toMatchObject({ code: 'store.unavailable' });

  const written: string[] = [];
  const put: ObjectStore['put'] = (key, body, type) => {
    written.push(key);
    return to.put(key, body, type);
  };
  const moved = await move({ to: { ...to, put } });

  expect(moved.objects).toBe(450);
  expect(written.toSorted()).toEqual(keys.slice(200));
  expect(await keysOf(to)).toEqual(keys);
});

test('what came into the old place behind our back is carried at the end', async () => {
  const { from, to, move } = await twoStores();
  await fill(from, ['b', 'd']);
  const put: ObjectStore['put'] = async (key, body, type) => {
    if (key === 'd') await fill(from, ['a']);
    await to.put(key, body, type);
  };

  await move({ to: { ...to, put } });

  expect(await keysOf(to)).toEqual(['a', 'b', 'd']);
});

test('an object that arrives otherwise than it was sent ends the move', async () => {
  const { from, to, move } = await twoStores();
  await fill(from, ['a', 'b']);
  const put: ObjectStore['put'] = (key, body, type) =>
    to.put(key, key === 'b' ? Readable.from([Buffer.from('other')]) : body, type);

  await expect(move({ to: { ...to, put } })).rejects.toMatchObject({ code: 'moving.differs', details: { key: 'b' } });
});

test('notes of a move to elsewhere are not gone by', async () => {
  const { from, to, move, folder } = await twoStores();
  await fill(from, ['a', 'b']);
  await movingNotes(folder, 'another place').write({ lastKey: 'b', objects: 2, bytes: 2 });

  expect(await move()).toMatchObject({ objects: 2 });
  expect(await keysOf(to)).toEqual(['a', 'b']);
});

async function twoStores() {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-moving-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const from = await createFileObjectStore({ folder: join(folder, 'from') });
  const to = await createFileObjectStore({ folder: join(folder, 'to') });
  const move = (changed: { readonly to?: ObjectStore } = {}) =>
    copyStore({
      from,
      to: changed.to ?? to,
      notes: movingNotes(folder, 'there'),
      signal: new AbortController().signal,
      tell: () => {},
    });
  return { from, to, move, folder };
}

async function fill(store: ObjectStore, keys: readonly string[]): Promise<void> {
  for (const key of keys) await store.put(key, Buffer.from(key), 'text/plain');
}

async function keysOf(store: ObjectStore): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of store.list('')) keys.push(key);
  return keys;
}

function breakingAt(to: ObjectStore, count: number): ObjectStore['put'] {
  let puts = 0;
  return async (key, body, type) => {
    puts += 1;
    if (puts <= count) return to.put(key, body, type);
    throw new Failure('unavailable', 'store.unavailable', 'The store does not answer.');
  };
}
