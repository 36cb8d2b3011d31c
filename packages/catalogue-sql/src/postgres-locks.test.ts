import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { breakableLine, findPostgres, type PostgresServer, startPostgres } from '../../../test/servers/index.ts';
import { createPostgresCatalogue } from './postgres-catalogue.ts';
import { openPool } from './postgres-pool.ts';

// Takes a lock in another process, says so, and keeps it.
const keeper = (url: string) => `
  import { createPostgresCatalogue } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
  const { locks } = await createPostgresCatalogue({ url: ${JSON.stringify(url)}, poolSize: 1 });
  await locks.alone('steward', async (lost) => {
    process.stdout.write('at work\\n');
    await new Promise((resolve) => lost.addEventListener('abort', resolve));
  });
  process.stdout.write('lost\\n');
`;

describe.skipIf(!findPostgres())('locks that a PostgreSQL server keeps', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  const opened = async (url: string) => {
    const catalogue = await createPostgresCatalogue({ url, poolSize: 2 });
    onTestFinished(() => catalogue.close());
    return catalogue;
  };
  const untilLost = (lost: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (lost.aborted) resolve();
      lost.addEventListener('abort', () => resolve());
    });

  test('are given back when their process is killed, and by nothing before', async () => {
    const url = await server.createDatabase();
    const { locks } = await opened(url);
    const { child } = await keepingElsewhere(url);
    expect(await locks.alone('steward', async () => {})).toBe(false);

    child.kill('SIGKILL');

    await expect.poll(() => locks.alone('steward', async () => {})).toBe(true);
  });

  // As long as the server waits for a sign of life.
  test('are given to somebody else when their process stands still, which learns it as soon as it moves again', {
    timeout: 60_000,
  }, async () => {
    const url = await server.createDatabase();
    const { locks } = await opened(url);
    const { child, lines } = await keepingElsewhere(url);

    child.kill('SIGSTOP');
    await vi.waitUntil(() => locks.alone('steward', async () => {}), { timeout: 50_000, interval: 200 });
    child.kill('SIGCONT');

    expect(await once(lines, 'line')).toEqual(['lost']);
  });

  test('are gone when it is restarted: who works alone is told, and somebody may be next', async () => {
    const url = await server.createDatabase();
    const [one, other] = [await opened(url), await opened(url)];
    const seen: string[] = [];
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const working = one.locks.alone('steward', async (lost) => {
      begin();
      await untilLost(lost);
      seen.push('lost');
    });
    await begun;

    await server.restart();

    expect(await working).toBe(true);
    expect(await other.locks.alone('steward', async () => void seen.push('next'))).toBe(true);
    expect(seen).toEqual(['lost', 'next']);
  });

  test('are waited for through a restart of the server', async () => {
    const url = await server.createDatabase();
    const [one, other] = [await opened(url), await opened(url)];
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const working = one.locks.inOrder('originals', async () => {
      begin();
      await held;
    });
    await begun;
    const waiting = other.locks.inOrder('originals', async () => 'done');
    await untilWaiting(url);

    await server.restart();

    expect(await waiting).toBe('done');
    letGo();
    await working;
  });

  test('are lost to who cannot be reached any more, and he learns it', async () => {
    const url = new URL(await server.createDatabase());
    const line = await breakableLine(Number(url.port));
    onTestFinished(() => line.close());
    const other = await opened(url.href);
    url.port = String(line.port);
    const one = await opened(url.href);
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const working = one.locks.alone('steward', async (lost) => {
      begin();
      await untilLost(lost);
    });
    await begun;

    line.cut();

    expect(await working).toBe(true);
    await expect.poll(() => other.locks.alone('steward', async () => {})).toBe(true);
  });

  test('are taken by turns: a process that always comes back does not keep another waiting', async () => {
    const url = await server.createDatabase();
    const [busy, other] = [await opened(url), await opened(url)];
    const { promise: held, resolve: hold } = Promise.withResolvers<void>();
    const { promise: goOn, resolve: letGo } = Promise.withResolvers<void>();
    let isOver = false;
    let done = 0;
    // Always two in line, so that one follows the other at once; the tenth keeps the lock until the other process has asked.
    const hurry = async () => {
      while (!isOver) {
        await busy.locks.inOrder('originals', async () => {
          done += 1;
          if (done < 10) return;
          hold();
          await goOn;
        });
      }
    };
    const hurrying = [hurry(), hurry(), hurry()];
    await held;

    const doneWhenIn = other.locks.inOrder('originals', async () => done);
    await untilWaiting(url);
    letGo();
    const before = await doneWhenIn;
    isOver = true;
    await Promise.all(hurrying);

    expect(before).toBe(10);
  });

  test('use one connection, however many are waited for', async () => {
    const url = await server.createDatabase();
    const [one, other] = [await opened(url), await opened(url)];
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const names = Array.from({ length: 40 }, (_, number) => `document ${number}`);
    let begun = 0;
    const working = names.map((name) =>
      one.locks.inOrder(name, async () => {
        begun += 1;
        await held;
      }),
    );
    await expect.poll(() => begun).toBe(names.length);
    const waiting = names.map((name) => other.locks.inOrder(name, () => other.libraries()));
    await untilWaiting(url);

    expect(await other.libraries()).toEqual([]);
    const { pool } = openPool({ url, size: 1 });
    const { rows } = await pool.query(
      `select count(distinct pid)::integer as count from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    await pool.end();
    letGo();
    await Promise.all([...working, ...waiting]);

    expect(rows).toEqual([{ count: 2 }]);
  });
});

/** Another process that has taken a lock, and keeps it until it is lost. */
async function keepingElsewhere(url: string) {
  const options = ['--conditions=source', '--input-type=module-typescript', '--eval', keeper(url)];
  // From here, so that packages are found.
  const child = spawn(process.execPath, options, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface(child.stdout);
  await once(lines, 'line');
  return { child, lines };
}

/** Resolves when two processes hold advisory locks: one the lock, one the turn to be the next. */
async function untilWaiting(url: string): Promise<void> {
  const { pool } = openPool({ url, size: 1 });
  try {
    const holding = async () => {
      const { rows } = await pool.query(
        `select count(distinct pid)::integer as count from pg_locks
         where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
      );
      return rows[0].count;
    };
    await expect.poll(holding).toBe(2);
  } finally {
    await pool.end();
  }
}
