import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseDocumentId } from '@diachi/domain';
import { expect, onTestFinished, test } from 'vitest';
import { createSqliteCatalogue } from './sqlite-catalogue.ts';

/** After so many acknowledgements and a moment more: not always at the same place between two transactions, but the same in every run. */
const MOMENTS = Array.from({ length: 9 }, (_, round) => ({ acknowledged: 3 + round * 3, afterMs: 1 + (round % 5) }));

// Says that it begins, takes documents in and opens their pages, and says the id of each when the catalogue has acknowledged both.
const writer = (path: string, round: number) => `
  import { createSqliteCatalogue } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
  process.stdout.write('begun\\n');
  const catalogue = await createSqliteCatalogue({ path: ${JSON.stringify(path)} });
  const record = { title: 'Sông Đà', library: 'tinh', collection: '', kind: 'book', date: null, language: 'vie' };
  const pages = Array.from({ length: 200 }, (_, page) => ({ page, label: 'a', state: 'waiting', reason: null, expectedError: null, isTrusted: null }));
  for (let number = 0; ; number++) {
    const id = String(${round} * 100_000 + number).padStart(16, '0');
    await catalogue.receive({ id, record, originals: [] });
    await catalogue.openRevision({ documentId: id, number: 1 }, pages);
    process.stdout.write(id + '\\n');
  }
`;

test.each([1, 8, 20])('killed %i ms after it began, the catalogue is opened again', async (afterMs) => {
  const path = join(await emptyFolder(), 'catalogue.sqlite');

  const [, ...said] = await writeUntilKilled(writer(path, 0), { acknowledged: 0, afterMs });

  const catalogue = await createSqliteCatalogue({ path });
  const { reading, received } = await catalogue.countByState();
  await catalogue.close();
  expect(reading).toBeGreaterThanOrEqual(said.length);
  expect(reading + received).toBeLessThanOrEqual(said.length + 1);
});

test('whatever moment the process is killed at, what was acknowledged is there, and nothing by halves', async () => {
  const path = join(await emptyFolder(), 'catalogue.sqlite');
  let acknowledged = 0;

  for (const [round, moment] of MOMENTS.entries()) {
    const [, ...said] = await writeUntilKilled(writer(path, round), moment);
    acknowledged += said.length;
    const killed = `killed ${moment.afterMs} ms after ${moment.acknowledged} documents`;

    const catalogue = await createSqliteCatalogue({ path });
    const found = await Promise.all(said.map((id) => catalogue.document(parseDocumentId(id))));
    const opened = await Promise.all(found.map(({ id }) => catalogue.pages({ documentId: id, number: 1 })));
    const { reading, received } = await catalogue.countByState();
    await catalogue.close();

    expect(
      found.every(({ state, pageCount }) => state === 'reading' && pageCount === 200),
      killed,
    ).toBe(true);
    expect(
      opened.every((pages) => pages.length === 200),
      killed,
    ).toBe(true);
    // At most one in each round that was about to be acknowledged.
    expect(reading, killed).toBeGreaterThanOrEqual(acknowledged);
    expect(reading + received, killed).toBeLessThanOrEqual(acknowledged + round + 1);
  }
});

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-killed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a program until it has said that it begins, so many lines, and a moment more, and returns all it said. */
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
    if (said.length === 1 + moment.acknowledged) setTimeout(() => child.kill('SIGKILL'), moment.afterMs);
  }
  await ended;
  return said;
}
