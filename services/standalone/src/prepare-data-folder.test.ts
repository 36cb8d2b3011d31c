import { chmod, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareDataFolder } from './prepare-data-folder.ts';

let outside: string;
beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'prepare-data-folder-'));
});
afterEach(() => rm(outside, { recursive: true, force: true }));

test('a data folder is made with those above it, for this user only', async () => {
  const folder = join(outside, 'a', 'b');

  expect(await prepareDataFolder(folder)).toEqual({ folder, isNew: true });
  expect(await prepareDataFolder(folder)).toEqual({ folder, isNew: false });
  expect((await stat(folder)).mode & 0o077).toBe(0);
});

test('a file in the place of the folder, or of one above it, is said', async () => {
  const file = join(outside, 'file');
  await writeFile(file, '');

  for (const folder of [file, join(file, 'data')]) {
    await expect(prepareDataFolder(folder)).rejects.toMatchObject({ kind: 'unavailable', code: 'data.not-a-folder' });
  }
});

test.runIf(process.platform === 'linux')(
  'where no folder can ever be made is said, and not tried for ever',
  async () => {
    for (const folder of ['/proc/diachi', '/proc/diachi/data']) {
      await expect(prepareDataFolder(folder)).rejects.toMatchObject({ kind: 'unavailable', code: 'data.not-writable' });
    }
  },
);

test('a link that leads nowhere is said', async () => {
  const link = join(outside, 'link');
  await symlink(join(outside, 'unplugged'), link);

  await expect(prepareDataFolder(link)).rejects.toMatchObject({ kind: 'unavailable', code: 'data.not-writable' });
});

// Whoever may do everything may also write to what is read-only.
test.skipIf(process.getuid?.() === 0)('a folder this user may not write to is said', async () => {
  await chmod(outside, 0o500);

  await expect(prepareDataFolder(join(outside, 'data'))).rejects.toMatchObject({ code: 'data.not-writable' });
});
