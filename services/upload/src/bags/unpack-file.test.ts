import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { jpeg, sha256 } from '../testing/send-file.ts';
import { unpackFile } from './unpack-file.ts';

const bytes = jpeg('1');
const asked = { path: 'data/1.jpg', checksum: sha256(bytes) as never };
const bagOf = (open: () => Readable) => ({ sizes: new Map(), open: async () => open(), close: () => undefined });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unpack-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('what our own folder cannot take is told of the folder, not of the package', async () => {
  const nowhere = join(folder, 'gone');

  await expect(
    unpackFile(
      bagOf(() => Readable.from([bytes])),
      nowhere,
      asked,
    ),
  ).rejects.toMatchObject({
    code: 'ENOENT',
    path: expect.stringContaining(nowhere),
  });
});

test('a package that breaks off in the middle is told as such, and nothing of it stays', async () => {
  const broken = () =>
    Readable.from(
      (async function* () {
        yield bytes;
        throw new Error('not enough bytes in the stream');
      })(),
    );

  await expect(unpackFile(bagOf(broken), folder, asked)).rejects.toMatchObject({ code: 'bag.broken' });
  expect(await readdir(folder)).toEqual([]);
});

test('a file that is another than when the package was checked is refused, and nothing of it stays', async () => {
  const other = bagOf(() => Readable.from([jpeg('2')]));

  await expect(unpackFile(other, folder, asked)).rejects.toMatchObject({ code: 'bag.file-altered' });
  expect(await readdir(folder)).toEqual([]);
});
