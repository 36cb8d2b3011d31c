import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { syncFolder } from './durable-folder.ts';
import { openFolder } from './open-folder.ts';

vi.mock('./durable-folder.ts', { spy: true });
beforeEach(() => void vi.mocked(syncFolder).mockClear());

test('every folder that had to be made outlives a power cut, however many there were', async () => {
  const root = await emptyFolder();
  const store = join(root, 'one', 'two', 'store');

  await openFolder(store, join(store, '.incoming'));

  expect(synced()).toEqual([root, join(root, 'one'), join(root, 'one', 'two'), store]);
});

test('a store that is there already is opened without a word to the disk', async () => {
  const root = await emptyFolder();
  await openFolder(root, join(root, '.incoming'));
  expect(synced()).toEqual([root]);
  vi.mocked(syncFolder).mockClear();

  await openFolder(root, join(root, '.incoming'));

  expect(synced()).toEqual([]);
});

const synced = () =>
  vi
    .mocked(syncFolder)
    .mock.calls.map(([folder]) => folder)
    .toSorted();

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
