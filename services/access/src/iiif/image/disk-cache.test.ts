import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDiskCache, type DiskCache } from './disk-cache.ts';
import { keepPicture, readKeptPicture } from './kept-picture.ts';

let folder: string;
let cache: DiskCache;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'disk-cache-'));
  cache = createDiskCache({ folder, maxBytes: 100 });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file is made once for all who ask for it, and then found', async () => {
  const make = vi.fn((path: string) => writeFile(path, 'bytes'));

  const read = await Promise.all([1, 2, 3].map(() => cache.withFile('name', make, text)));
  expect(await cache.ifThere('name', text)).toBe('bytes');

  expect(read).toEqual(['bytes', 'bytes', 'bytes']);
  expect(make).toHaveBeenCalledTimes(1);
});

test('what was not used for longest goes first when there is no more room', async () => {
  for (const name of ['one-', 'two-', 'three']) await keep(name, 30);
  await cache.ifThere('one-', text);

  await keep('four', 30);

  expect(await there()).toEqual(['four', 'one-', 'three']);
  expect(await cache.sizeBytes()).toBe(90);
});

test('a file that is being used stays while it is, whatever else comes', async () => {
  await keep('used', 60);

  const read = await cache.ifThere('used', async (path) => {
    await keep('more', 60);
    expect(await there()).toContain('used');
    return text(path);
  });

  expect(read).toHaveLength(60);
  expect(await cache.sizeBytes()).toBe(60);
});

test('a file larger than the whole cache is lent and not kept', async () => {
  expect(await cache.withFile('large', (path) => writeFile(path, 'x'.repeat(200)), text)).toHaveLength(200);

  expect(await there()).toEqual([]);
});

test('after a restart the files are found, in the order in which they were used', async () => {
  for (const name of ['old-', 'new-']) await keep(name, 40);
  await utimes(join(folder, 'd-', 'old-'), 1_000, 1_000);
  await utimes(join(folder, 'w-', 'new-'), 2_000, 2_000);

  const again = createDiskCache({ folder, maxBytes: 50 });

  expect(await again.ifThere('new-', text)).toHaveLength(40);
  expect(await again.ifThere('old-', text)).toBeNull();
});

test('what a killed process left unfinished is no file and is removed', async () => {
  await mkdir(join(folder, 'unfinished'));
  await writeFile(join(folder, 'unfinished', 'half'), 'x');

  expect(await cache.sizeBytes()).toBe(0);
  expect(await readdir(folder)).toEqual([]);
});

test('a file that was taken away or cut short is made again', async () => {
  await keep('name', 10);
  await writeFile(join(folder, 'me', 'name'), 'cut');
  expect(await cache.withFile('name', (path) => writeFile(path, 'made again'), text)).toBe('made again');

  await rm(join(folder, 'me', 'name'));
  expect(await cache.withFile('name', (path) => writeFile(path, 'and again!'), text)).toBe('and again!');
});

test('a file that could not be made is not there, leaves nothing, and may be made another time', async () => {
  const broken = new Error('the line broke');

  await expect(
    cache.withFile(
      'name',
      async (path) => {
        await writeFile(path, 'half');
        throw broken;
      },
      text,
    ),
  ).rejects.toBe(broken);

  expect(await cache.ifThere('name', text)).toBeNull();
  expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
  expect(await cache.withFile('name', (path) => writeFile(path, 'whole'), text)).toBe('whole');
});

test('a disk that cannot be written is a failure that may pass', async () => {
  await writeFile(join(folder, 'me'), 'a file where a folder is to be');

  await expect(keep('name', 1)).rejects.toMatchObject({ kind: 'unavailable', code: 'scratch.unavailable' });
});

test('no name leads out of the folder', async () => {
  for (const name of ['../secret', 'a/b-c', '', 'Name', 'x'.repeat(200)]) {
    await expect(keep(name, 1)).rejects.toThrow('cannot be the name');
  }
});

test('a kept picture of which a power cut left only the length is not shown', async () => {
  await keepPicture(cache, 'name', Buffer.from('picture'));
  expect(String(await readKeptPicture(cache, 'name'))).toBe('picture');
  const path = join(folder, 'me', 'name');
  await writeFile(path, Buffer.alloc((await stat(path)).size));

  expect(await readKeptPicture(cache, 'name')).toBeNull();
  expect(await cache.ifThere('name', text)).toBeNull();
});

const text = (path: string) => readFile(path, 'utf8');

const keep = (name: string, sizeBytes: number) =>
  cache.withFile(
    name,
    (path) => writeFile(path, 'x'.repeat(sizeBytes)),
    async () => undefined,
  );

async function there(): Promise<readonly string[]> {
  const names = await Promise.all((await readdir(folder)).map((part) => readdir(join(folder, part))));
  return names.flat().sort();
}
