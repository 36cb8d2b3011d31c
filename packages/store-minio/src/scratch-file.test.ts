import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { openScratch, withScratchFile } from './scratch-file.ts';

vi.mock('node:fs/promises', { spy: true });
afterEach(() => void vi.mocked(open).mockReset());

const page = Buffer.alloc(300_000, 'ảnh trang');

test('a file is lent with its checksum, and gone afterwards', async () => {
  const folder = await emptyFolder();

  const lent = await withScratchFile(folder, Readable.from([page, page]), async (path, sha256) => {
    const found = await readFile(path);
    return { length: found.length, isRight: createHash('sha256').update(found).digest('hex') === sha256 };
  });

  expect(lent).toEqual({ length: 600_000, isRight: true });
  expect(await readdir(folder)).toEqual([]);
});

test('it is gone too when using it fails, and the fault is told as it is', async () => {
  const folder = await emptyFolder();
  const fault = new Error('no such page');

  await expect(withScratchFile(folder, Readable.from([page]), () => Promise.reject(fault))).rejects.toBe(fault);

  expect(await readdir(folder)).toEqual([]);
});

test('a body that breaks is told as it is', async () => {
  const folder = await emptyFolder();
  const broken = new Readable({ read() {} });
  broken.destroy(new Error('the line broke'));

  await expect(withScratchFile(folder, broken, async () => 'used')).rejects.toThrow();

  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ['ENOSPC', 'scratch.full'],
  ['EDQUOT', 'scratch.full'],
  ['EIO', 'scratch.unavailable'],
])('a disk that answers %s is the fault of this machine, not of the store', async (code, failure) => {
  const folder = await emptyFolder();
  vi.mocked(open).mockImplementationOnce(async (...how) => {
    const { open: reallyOpen } = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises');
    return onFullDisk(await reallyOpen(...how), code);
  });
  const body = Readable.from([page, page]);

  await expect(withScratchFile(folder, body, async () => 'used')).rejects.toMatchObject({
    kind: 'unavailable',
    code: failure,
  });

  expect(body.destroyed).toBe(true);
  expect(await readdir(folder)).toEqual([]);
});

test('what a killed process lent is removed at opening, and what a living one lends stays', async () => {
  const folder = await emptyFolder();
  const nobody = 2 ** 22 + 1;
  await mkdir(join(folder, `lent-${nobody}-abcdef`));
  await mkdir(join(folder, `lent-${process.ppid}-abcdef`));
  await mkdir(join(folder, `intake-${nobody}-abcdef`));

  await withScratchFile(folder, Readable.from([page]), async (path) => {
    await openScratch(folder);
    expect(await readFile(path)).toHaveLength(page.length);
  });

  expect((await readdir(folder)).toSorted()).toEqual([`intake-${nobody}-abcdef`, `lent-${process.ppid}-abcdef`]);
});

/** An open file on a disk that has no room for another byte. */
const onFullDisk = (file: FileHandle, code: string): FileHandle =>
  new Proxy(file, {
    get(target, name) {
      if (name === 'appendFile')
        return async () => Promise.reject(Object.assign(new Error(code), { code, syscall: 'write' }));
      const found: unknown = Reflect.get(target, name);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-scratch-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
