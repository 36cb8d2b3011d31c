import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownScratchFolder } from './own-scratch-folder.ts';

// No system gives a process this number.
const ENDED = 2 ** 30;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scratch-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what a killed process of the same kind left is removed, and what others use is not', async () => {
  for (const left of [`pdf-${ENDED}`, `ocr-${ENDED}`, `pdf-${process.ppid}`, 'pdf-notes', 'photos']) {
    await mkdir(join(folder, left));
  }

  const own = await ownScratchFolder({ folder, name: 'pdf', pid: process.pid });

  expect(own).toBe(join(folder, `pdf-${process.pid}`));
  expect((await readdir(folder)).sort()).toEqual(
    [`ocr-${ENDED}`, `pdf-${process.ppid}`, `pdf-${process.pid}`, 'pdf-notes', 'photos'].sort(),
  );
  expect((await stat(own)).mode & 0o777).toBe(0o700);
});

test('a container in which every process has the same number begins with an empty folder', async () => {
  const own = await ownScratchFolder({ folder, name: 'pdf', pid: process.pid });
  await writeFile(join(own, 'left.pdf'), 'left');

  await ownScratchFolder({ folder, name: 'pdf', pid: process.pid });

  expect(await readdir(own)).toEqual([]);
});

test('a folder that cannot be used is said', async () => {
  await writeFile(join(folder, 'file'), '');

  await expect(ownScratchFolder({ folder: join(folder, 'file'), name: 'pdf', pid: 1 })).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'scratch.unavailable',
  });
});
