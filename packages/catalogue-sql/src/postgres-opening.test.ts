import { parseLibraryCode } from '@diachi/domain';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findPostgres, type PostgresServer, startPostgres } from '../../../test/servers/index.ts';
import { migrationsFor, postgresWords } from './migrations/index.ts';
import { createPostgresCatalogue } from './postgres-catalogue.ts';
import { openPool } from './postgres-pool.ts';

describe.skipIf(!findPostgres())('opening a catalogue on PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  const query = async (url: string, statements: string) => {
    const { pool } = openPool({ url, size: 1 });
    const { rows } = await pool.query(statements);
    await pool.end();
    return rows ?? [];
  };
  const opened = async (url: string) => {
    const catalogue = await createPostgresCatalogue({ url, poolSize: 2 });
    onTestFinished(() => catalogue.close());
    return catalogue;
  };

  test('ten processes begin at once on an empty database, and each has the whole of it', async () => {
    const url = await server.createDatabase();

    const catalogues = await Promise.all(Array.from({ length: 10 }, () => opened(url)));

    await Promise.all(
      catalogues.map((catalogue, number) =>
        catalogue.putLibrary({ code: parseLibraryCode(`so-${number}`), name: `Số ${number}` }),
      ),
    );
    for (const catalogue of catalogues) expect(await catalogue.libraries()).toHaveLength(10);
    const names = await query(url, 'select name from migration order by name');
    expect(names.map(({ name }) => name)).toEqual(Object.keys(migrationsFor(postgresWords)).toSorted());
  });

  test('one more begins while others work, and waits for nobody', async () => {
    const url = await server.createDatabase();
    const first = await opened(url);
    await query(url, 'select 1');

    await first.locks.inOrder('schema', async () => {
      const second = await opened(url);
      expect(await second.libraries()).toEqual([]);
    });
  });

  test('a catalogue that a newer version has changed is refused, and stays as it is', async () => {
    const url = await server.createDatabase();
    await (await createPostgresCatalogue({ url, poolSize: 1 })).close();
    await query(url, `insert into migration values ('9999-tomorrow', '2030-01-01T00:00:00.000Z')`);

    await expect(createPostgresCatalogue({ url, poolSize: 1 })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'catalogue.newer',
      details: { migrations: '9999-tomorrow' },
    });

    const ours = Object.keys(migrationsFor(postgresWords));
    expect(await query(url, 'select name from migration')).toHaveLength(ours.length + 1);
  });

  test('the database of another program is left alone', async () => {
    const url = await server.createDatabase();
    await query(url, 'create table document (title text)');

    await expect(createPostgresCatalogue({ url, poolSize: 1 })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'catalogue.bad-database',
      message: expect.stringContaining('another program'),
    });

    const tables = await query(url, `select table_name from information_schema.tables where table_schema = 'public'`);
    expect(tables).toEqual([{ table_name: 'document' }]);
  });

  test('a database in which not every letter can be written is refused', async () => {
    await query(server.url, `create database latin encoding 'LATIN1' template template0 locale 'C'`);

    const url = new URL(server.url);
    url.pathname = '/latin';

    await expect(createPostgresCatalogue({ url: url.href, poolSize: 1 })).rejects.toMatchObject({
      code: 'catalogue.bad-database',
      message: expect.stringContaining('LATIN1'),
    });
  });

  test('a database that is not there is said with its name, and without the password', async () => {
    const url = new URL(server.url);
    url.pathname = '/nowhere';
    url.password = 'secret';

    const opening = createPostgresCatalogue({ url: url.href, poolSize: 1 });

    await expect(opening).rejects.toMatchObject({ kind: 'unavailable', code: 'catalogue.unavailable' });
    await expect(opening).rejects.toThrow(/nowhere/);
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  test('expired sessions are gone when it is opened again', async () => {
    const url = await server.createDatabase();
    const before = await opened(url);
    const lan = await before.people.add({ name: 'Lan', role: 'admin' });
    await before.people.openSession({ tokenHash: 'a', personId: lan.id, expiresAt: '2024-05-07T00:00:00.000Z' });

    const now = () => new Date('2024-05-08T00:00:00.000Z');
    const after = await createPostgresCatalogue({ url, poolSize: 1, now });
    onTestFinished(() => after.close());

    expect(await after.people.session('a', '2024-05-06T00:00:00.000Z')).toBeNull();
  });
});
