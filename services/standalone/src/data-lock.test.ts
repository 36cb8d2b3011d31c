import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { takeDataFolder } from './data-lock.ts';
import { readHolder, removeHolder, writeHolder } from './holder-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'data-lock-'));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

test('a data folder belongs to one process at a time', async () => {
  const other = await holding(folder);

  expect(takeDataFolder(folder)).toBeNull();

  other.kill('SIGTERM');
  await once(other, 'exit');
  const lock = takeDataFolder(folder);
  expect(lock).not.toBeNull();
  lock?.release();
});

test('taking a data folder writes nothing, so that a full disk does not look like a lock nobody can take', () => {
  const full = mkdtempSync(join(tmpdir(), 'data-lock-full-'));
  onTestFinished(() => rmSync(full, { recursive: true, force: true }));

  const lock = takeDataFolder(full);

  expect(readdirSync(full)).toEqual(['lock']);
  expect(statSync(join(full, 'lock')).size).toBe(0);
  lock?.release();
});

test('a process killed outright lets go of its data folder', async () => {
  const other = await holding(folder);
  other.kill('SIGKILL');
  await once(other, 'exit');

  const lock = takeDataFolder(folder);

  expect(lock).not.toBeNull();
  lock?.release();
});

test('a lock that cannot be made is a failure, not an answer', () => {
  expect(() => takeDataFolder(join(folder, 'not-there'))).toThrow(
    expect.objectContaining({ kind: 'unavailable', code: 'data.lock-unusable' }),
  );
});

test('who is at work can be read by this user only', () => {
  const holder = { pid: process.pid, kind: 'server', address: 'http://127.0.0.1:8080', token: 'x' } as const;
  writeHolder(folder, holder);

  expect(readHolder(folder)).toEqual(holder);
  expect(statSync(join(folder, 'server.json')).mode & 0o077).toBe(0);

  removeHolder(folder);
  expect(readHolder(folder)).toBeNull();
  rmSync(folder, { recursive: true });
});

async function holding(place: string): Promise<ChildProcess> {
  const script = `
    import { takeDataFolder } from ${JSON.stringify(new URL('./data-lock.ts', import.meta.url).href)};
    if (takeDataFolder(${JSON.stringify(place)})) process.send('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.push(child);
  await once(child, 'message');
  return child;
}
