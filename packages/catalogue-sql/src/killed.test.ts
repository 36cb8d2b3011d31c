import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseDocumentId } from '@diachi/domain';
import { expect, onTestFinished, test } from 'vitest';
import { createSqliteCatalogue } from './sqlite-catalogue.ts';

const ROUNDS = 10;

// Takes documents in and opens their pages, and says the id of each when the catalogue has acknowledged both.
const writer = (path: string, round: number) => `
  import { createSqliteCatalogue } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
  const catalogue = await createSqliteCatalogue({ path: ${JSON.stringify(path)} });
  const record = { title: 'Sông Đà', library: 'tinh', collection: '', kind: 'book', date: null, language: 'vie' };
  const pages = Array.from({ length: 200 }, (_, page) => ({ page, label: 'a', state: 'waiting', reason: null }));
  for (let number = 0; ; number++) {
    const id = String(${round} * 100_000 + number).padStart(16, '0');
    await catalogue.receive({ id, record, originals: [] });
    await catalogue.openRevision({ documentId: id, number: 1 }, pages);
    process.stdout.write(id + '\\n');
  }
`;

test('whatever moment the process is killed at, what was acknowledged is there, and nothing by halves', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-killed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'catalogue.sqlite');
  let acknowledged = 0;

  for (let round = 0; round < ROUNDS; round++) {
    // The first is killed while the catalogue is made.
    const said = await writeUntilKilled(writer(path, round), round * 3);
    acknowledged += said.length;

    const catalogue = await createSqliteCatalogue({ path });
    const found = await Promise.all(said.map((id) => catalogue.document(parseDocumentId(id))));
    const opened = await Promise.all(found.map(({ id }) => catalogue.pages({ documentId: id, number: 1 })));
    const { reading, received } = await catalogue.countByState();
    await catalogue.close();

    expect(found.every(({ state, pageCount }) => state === 'reading' && pageCount === 200)).toBe(true);
    expect(opened.every((pages) => pages.length === 200)).toBe(true);
    // At most one in each round that was about to be acknowledged.
    expect(reading).toBeGreaterThanOrEqual(acknowledged);
    expect(reading + received).toBeLessThanOrEqual(acknowledged + round + 1);
  }
});

/** Runs a program until it has said so many lines and a moment more, and returns all it said. */
async function writeUntilKilled(program: string, lines: number): Promise<readonly string[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--input-type=module-typescript', '--eval', program],
    // From here, so that packages are found.
    { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  // Not always at the same place between two transactions.
  const killSoon = (withinMs: number) => setTimeout(() => child.kill('SIGKILL'), Math.random() * withinMs);
  if (lines === 0) killSoon(400);
  const said: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    said.push(line);
    if (said.length === lines) killSoon(5);
  }
  await ended;
  return said;
}
