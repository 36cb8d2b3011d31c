import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { buildTiff } from './contract/build-tiff.ts';
import { readTiffDirectories, type TiffDirectory } from './tiff-directories.ts';
import { cutOutTiffPage } from './tiff-page.ts';

let close = async () => {};

afterEach(() => close());

test.each([
  ['strips that all claim the same bytes', { offsets: Array(200_000).fill(8), byteCounts: Array(200_000).fill(4_000) }],
  ['a strip of far more bytes than its pixels can need', { offsets: [8], byteCounts: [3 << 20] }],
  [
    'fields that all claim the same bytes',
    { entries: Array(4_000).fill({ tag: 40_000, type: 7, count: 4_000, place: 8 }) },
  ],
])('%s are not read into memory', async (_, change) => {
  const page = { ...(await onlyPage()), ...change };
  const read = vi.spyOn(page.layout.file, 'read');

  expect(await cutOutTiffPage(page)).toBeNull();

  expect(read).not.toHaveBeenCalled();
});

test('a page is cut out whole', async () => {
  const cut = await cutOutTiffPage(await onlyPage());

  expect(cut?.includes(Buffer.alloc(50 * 70, 200))).toBe(true);
});

/** A small page at the start of a file of 4 MB. */
async function onlyPage(): Promise<TiffDirectory> {
  const folder = await mkdtemp(join(tmpdir(), 'tiff-page-'));
  const path = join(folder, 'page.tif');
  await writeFile(path, Buffer.concat([buildTiff([{ width: 50, height: 70 }]), Buffer.alloc(4 << 20)]));
  const file = await open(path);
  close = async () => {
    await file.close();
    await rm(folder, { recursive: true });
  };
  for await (const page of readTiffDirectories(file)) return page;
  throw new Error('There should be a page.');
}
