import { link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { createFileObjectStore } from './file-object-store.ts';

const nobody = 2 ** 22 + 1;

test('what killed processes left half written is removed at opening', async () => {
  const folder = await emptyFolder();
  await mkdir(join(folder, '.incoming'));
  // One of another process, and one of a process that had our number before a restart.
  for (const name of [`${nobody}-1-0-0`, `${process.pid}-12345-0-3`, 'unknown']) {
    await writeFile(join(folder, '.incoming', name), 'half a pa');
  }

  await createFileObjectStore({ folder });

  expect(await readdir(join(folder, '.incoming'))).toEqual([]);
});

test('what is being written stays when another thread opens the same folder', async () => {
  const folder = await emptyFolder();
  const store = await createFileObjectStore({ folder });
  const body = new PassThrough();
  const putting = store.put('a', body, 'text/plain');
  body.write('half ');
  await expect.poll(() => readdir(join(folder, '.incoming'))).toHaveLength(1);

  await createFileObjectStore({ folder });
  body.end('and half');
  await putting;

  expect(String(await store.get('a'))).toBe('half and half');
  expect(await readdir(join(folder, '.incoming'))).toEqual([]);
});

test('an empty folder in the place of an object gives way to it, and one with objects in it does not', async () => {
  const folder = await emptyFolder();
  const store = await createFileObjectStore({ folder });
  await mkdir(join(folder, 'originals', 'ab'), { recursive: true });
  await store.put('of/a', Buffer.from('in a folder'), 'text/plain');

  await store.put('originals/ab', Buffer.from('whole'), 'text/plain');

  expect(String(await store.get('originals/ab'))).toBe('whole');
  await expect(store.put('of', Buffer.from('no'), 'text/plain')).rejects.toMatchObject({ code: 'object.bad-key' });
  expect(String(await store.get('of/a'))).toBe('in a folder');
});

test('a broken body leaves no temporary file', async () => {
  const folder = await emptyFolder();
  const store = await createFileObjectStore({ folder });
  const body = new PassThrough();
  const putting = store.put('a', body, 'text/plain');

  body.destroy(new Error('the line broke'));

  await expect(putting).rejects.toThrow('the line broke');
  expect(await readdir(join(folder, '.incoming'))).toEqual([]);
});

test('folders that have become empty are removed, up to the store itself', async () => {
  const folder = await emptyFolder();
  const store = await createFileObjectStore({ folder });
  await store.put('documents/one/r0001/pages/00000/scan', Buffer.from('x'), 'image/png');
  await store.put('documents/two/record.json', Buffer.from('{}'), 'application/json');

  await store.remove('documents/one/r0001/pages/00000/scan');

  expect(await readdir(join(folder, 'documents'))).toEqual(['two']);
});

test('a file with a second name is copied, so that nobody changes the store by it', async () => {
  const folder = await emptyFolder();
  const store = await createFileObjectStore({ folder: join(folder, 'store') });
  await writeFile(join(folder, 'first-name'), 'as it was');
  await link(join(folder, 'first-name'), join(folder, 'second-name'));

  await store.putFile('a', join(folder, 'first-name'), 'text/plain');
  await writeFile(join(folder, 'second-name'), 'overwritten');

  expect(String(await store.get('a'))).toBe('as it was');
});

test('a link is not moved into the store, but what it leads to is copied', async () => {
  const folder = await emptyFolder();
  const store = await createFileObjectStore({ folder: join(folder, 'store') });
  await writeFile(join(folder, 'scan'), 'as it was');
  await symlink(join(folder, 'scan'), join(folder, 'link'));

  await store.putFile('a', join(folder, 'link'), 'text/plain');
  await rm(join(folder, 'scan'));

  expect(String(await readFile(join(folder, 'store', 'a')))).toBe('as it was');
});

test('a key cannot lie inside another key', async () => {
  const folder = await emptyFolder();
  const store = await createFileObjectStore({ folder });
  await store.put('a/b', Buffer.from('x'), 'text/plain');
  const refused = { kind: 'invalid', code: 'object.bad-key' };

  await expect(store.put('a', Buffer.from('y'), 'text/plain')).rejects.toMatchObject(refused);
  await expect(store.put('a/b/c', Buffer.from('y'), 'text/plain')).rejects.toMatchObject(refused);

  expect(String(await store.get('a/b'))).toBe('x');
  expect(await readdir(join(folder, '.incoming'))).toEqual([]);
});

test('a folder that cannot be made is a store that does not answer', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'file'), 'not a folder');

  await expect(createFileObjectStore({ folder: join(folder, 'file', 'store') })).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'store.unavailable',
  });
});

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
