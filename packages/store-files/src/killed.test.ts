import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { createFileObjectStore } from './file-object-store.ts';

/** After so many acknowledgements and a moment more: not always at the same place between two objects, but the same in every run. */
const MOMENTS = Array.from({ length: 10 }, (_, round) => ({ lines: 1 + round * 3, afterMs: 1 + (round % 5) }));

// Writes objects of a size that is not written in one go, and says the key of each when the store has acknowledged it.
const writer = (folder: string, round: number) => `
  import { createFileObjectStore } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
  const store = await createFileObjectStore({ folder: ${JSON.stringify(folder)} });
  for (let number = 0; ; number++) {
    const key = 'documents/${round}/' + number + '/image';
    await store.put(key, Buffer.alloc(300_000, number % 251), 'image/png');
    process.stdout.write(key + '\\n');
  }
`;

test('whatever moment the process is killed at, what was acknowledged is there, whole, and nothing else is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-killed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));

  for (const [round, moment] of MOMENTS.entries()) {
    const acknowledged = await writeUntilKilled(writer(folder, round), moment);
    const killed = `killed ${moment.afterMs} ms after ${moment.lines} objects`;

    const store = await createFileObjectStore({ folder });
    const found: string[] = [];
    for await (const key of store.list(`documents/${round}/`)) found.push(key);
    const whole = await Promise.all(found.map(async (key) => isWhole(await store.get(key))));

    expect(found, killed).toEqual(expect.arrayContaining([...acknowledged]));
    // At most the one that was about to be acknowledged.
    expect(found.length, killed).toBeLessThanOrEqual(acknowledged.length + 1);
    expect(whole, killed).not.toContain(false);
    expect(await readdir(join(folder, '.incoming')), killed).toEqual([]);
  }
});

const isWhole = (bytes: Uint8Array) => bytes.length === 300_000 && bytes.every((byte) => byte === bytes[0]);

/** Runs a program until it has said so many lines and a moment more, and returns all it said. */
async function writeUntilKilled(program: string, moment: (typeof MOMENTS)[number]): Promise<readonly string[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--input-type=module-typescript', '--eval', program],
    // From here, so that packages are found.
    { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const said: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    said.push(line);
    if (said.length === moment.lines) setTimeout(() => child.kill('SIGKILL'), moment.afterMs);
  }
  await ended;
  return said;
}
