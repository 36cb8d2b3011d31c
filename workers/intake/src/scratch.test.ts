import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeLeftovers, withScratch } from './scratch.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scratch-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('a folder of the moment is gone afterwards, also after a failure', async () => {
  const failing = withScratch(folder, async (scratch) => {
    await writeFile(join(scratch, 'page'), 'x');
    throw new Error('broken');
  });

  await expect(failing).rejects.toThrow('broken');
  expect(await readdir(folder)).toEqual([]);
});

test('what a killed process left is removed, and what others use or own is kept', async () => {
  const { pid: gone } = spawnSync(process.execPath, ['-e', '']);
  const names = [`intake-${gone}-abc`, `intake-${process.ppid}-abc`, `intake-${process.pid}-abc`, 'upload-1-abc'];
  for (const name of names) await mkdir(join(folder, name));

  await removeLeftovers(folder);

  expect((await readdir(folder)).sort()).toEqual(names.slice(1).sort());
});

test('a scratch folder that cannot be made is a failure that may pass', async () => {
  await writeFile(join(folder, 'file'), '');

  await expect(removeLeftovers(join(folder, 'file', 'scratch'))).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'scratch.unavailable',
  });
});
