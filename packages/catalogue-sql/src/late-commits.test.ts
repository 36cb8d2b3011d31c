import { parseDocumentId, parseRecord, waitingPage } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findPostgres, type PostgresServer, startPostgres } from '../../../test/servers/index.ts';
import { createPostgresCatalogue } from './postgres-catalogue.ts';
import { openPool } from './postgres-pool.ts';

describe.skipIf(!findPostgres())('changes that many processes make in PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  test('who reads up to now waits for what began before and is not there yet, and is told of it', async () => {
    const { catalogue, url } = await library();
    const slow = await writer(url);
    // As another process does it that stands still between its change and its end.
    await slow.query('begin');
    await slow.query('select pg_advisory_xact_lock(71404194)');
    await slow.query(
      `insert into change (id, at, is_gone, library, collection, kind)
       values ('${second}', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 0, 'tinh', '', 'book')`,
    );

    const harvest = catalogue.changes({}, { order: 'oldest-first', limit: 10 });
    await until(slow, `select count(*) > 0 as is_so from pg_locks where locktype = 'advisory' and not granted`);
    await slow.query('commit');

    expect((await harvest).changes.map(({ id }) => id)).toEqual([first, second]);
  });

  test('who changes something waits for his turn, and is told of later', async () => {
    const { catalogue, url } = await library();
    const slow = await writer(url);
    await slow.query('begin');
    await slow.query('select pg_advisory_xact_lock(71404194)');

    const removed = catalogue.remove(first);
    await until(slow, `select count(*) > 0 as is_so from pg_locks where locktype = 'advisory' and not granted`);
    await slow.query(
      `insert into change (id, at, is_gone, library, collection, kind) values ('${second}', '2999-01-01T00:00:00Z', 0, 'tinh', '', 'book')`,
    );
    await slow.query('commit');
    await removed;

    // By the clock it would come long before.
    expect(await catalogue.changeOf(first)).toMatchObject({ at: '2999-01-01T00:00:00Z', isGone: true });
    expect((await catalogue.changes({}, { order: 'oldest-first', limit: 1 })).asOf).toBe('2999-01-01T00:00:00Z');
  });

  async function library(): Promise<{ catalogue: Catalogue; url: string }> {
    const url = await server.createDatabase();
    const catalogue = await createPostgresCatalogue({ url, poolSize: 2 });
    onTestFinished(() => catalogue.close());
    await catalogue.receive({ id: first, record: parseRecord({ title: 'Sông Đà', library: 'tinh' }), originals: [] });
    await catalogue.publish({ documentId: first, number: 1 }, [{ ...waitingPage(0, '1'), state: 'blank' }]);
    return { catalogue, url };
  }
});

type Writer = { query(statement: string): Promise<{ readonly rows: readonly { readonly is_so?: boolean }[] }> };

async function writer(url: string): Promise<Writer> {
  const { pool } = openPool({ url, size: 1 });
  onTestFinished(() => pool.end());
  return pool;
}

async function until(line: Writer, question: string): Promise<void> {
  for (;;) {
    const { rows } = await line.query(question);
    if (rows[0]?.is_so) return;
  }
}

const first = parseDocumentId('0000000000000001');
const second = parseDocumentId('0000000000000002');
