import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepKeys } from './keep-keys.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('each key lies in a file of its own that only its owner may read, also when several write at once', async () => {
  const keys = { search: 'one', write: 'other' };
  const inside = join(folder, 'secrets');

  await Promise.all(Array.from({ length: 5 }, () => keepKeys(inside, keys)));

  expect((await readdir(inside)).sort()).toEqual(['search', 'write']);
  expect(await readFile(join(inside, 'search'), 'utf8')).toBe('one');
  expect((await stat(join(inside, 'write'))).mode & 0o777).toBe(0o400);
});

test('a folder that cannot be written is said', async () => {
  await writeFile(join(folder, 'file'), '');

  await expect(keepKeys(join(folder, 'file'), { search: 'one' })).rejects.toMatchObject({ code: 'keys.not-written' });
});
