import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeDataFolder } from './data-lock.ts';
import { type Holder, writeHolder } from './holder-file.ts';
import { waitForFolder } from './wait-for-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wait-for-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const holder = (kind: Holder['kind']): Holder => ({ pid: 4711, kind, address: 'http://127.0.0.1:8080', token: 'x' });

test('a server waits until a command gives the folder back, and says for whom', async () => {
  const lock = takeDataFolder(folder);
  writeHolder(folder, holder('command'));
  const onWaiting = vi.fn();
  let looks = 0;

  const taken = await waitForFolder({
    folder,
    onWaiting,
    wait: async () => {
      looks += 1;
      if (looks === 20) lock?.release();
    },
  });

  expect(onWaiting.mock.calls).toEqual([[4711]]);
  taken.release();
});

test('a second server is told who the first is', async () => {
  const lock = takeDataFolder(folder);
  writeHolder(folder, holder('server'));
  const onWaiting = vi.fn();

  await expect(waitForFolder({ folder, onWaiting, wait: async () => undefined })).rejects.toMatchObject({
    code: 'data.in-use-by-server',
    details: { pid: '4711' },
  });

  expect(onWaiting).not.toHaveBeenCalled();
  lock?.release();
});

test('a server that was killed is not taken for the command that has the folder now', async () => {
  const lock = takeDataFolder(folder);
  writeHolder(folder, holder('server'));
  let looks = 0;

  const taken = await waitForFolder({
    folder,
    onWaiting: () => undefined,
    wait: async () => {
      looks += 1;
      if (looks === 2) writeHolder(folder, holder('command'));
      if (looks === 12) lock?.release();
    },
  });

  expect(looks).toBe(12);
  taken.release();
});
