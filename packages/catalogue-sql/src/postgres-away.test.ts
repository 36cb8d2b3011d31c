import { isFailure, parseDocumentId, parseRecord } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { breakableLine, findPostgres, type PostgresServer, startPostgres } from '../../../test/servers/index.ts';
import { createPostgresCatalogue } from './postgres-catalogue.ts';
import { openPool } from './postgres-pool.ts';

const away = { kind: 'unavailable', code: 'catalogue.unavailable' };
const idOf = (number: number) => parseDocumentId(String(number).padStart(16, '0'));
const documentNumber = (number: number) => ({
  id: idOf(number),
  record: parseRecord({ title: 'Sông Đà', library: 'tinh', kind: 'book' }),
  originals: [],
});

describe.skipIf(!findPostgres())('a PostgreSQL server that', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres({ isDurable: true });
  });
  afterAll(() => server.stop());

  const opened = async (url: string, poolSize = 4): Promise<Catalogue> => {
    const catalogue = await createPostgresCatalogue({ url, poolSize });
    onTestFinished(() => catalogue.close());
    return catalogue;
  };
  const lineTo = async (url: string) => {
    const line = await breakableLine(Number(new URL(url).port));
    onTestFinished(() => line.close());
    const through = new URL(url);
    through.port = String(line.port);
    return { line, url: through.href };
  };

  test.each(['restart', 'kill'] as const)(
    'has a %s while nobody asks and while somebody does: what was acknowledged is there, and the catalogue goes on by itself',
    async (how) => {
      const url = await server.createDatabase();
      const catalogue = await opened(url);
      // Some connections that nobody uses, and one in the middle of its work.
      await Promise.all([1, 2, 3, 4].map((number) => catalogue.receive(documentNumber(number))));
      const acknowledged = new Set([1, 2, 3, 4]);
      const receiving = (async () => {
        for (let number = 10; ; number++) {
          await catalogue.receive(documentNumber(number));
          acknowledged.add(number);
        }
      })();
      const broken = expect(receiving).rejects.toMatchObject(away);
      await expect.poll(() => acknowledged.size, { interval: 1 }).toBeGreaterThan(20);

      if (how === 'kill') {
        await server.kill();
        await broken;
        await expect(catalogue.countByState()).rejects.toMatchObject(away);
      }
      await server.restart();

      await broken;
      for (const number of acknowledged) expect((await catalogue.document(idOf(number))).id).toBe(idOf(number));
      expect((await catalogue.receive(documentNumber(5_000))).isNew).toBe(true);
      const { received } = await catalogue.countByState();
      expect(received).toBeGreaterThanOrEqual(acknowledged.size + 1);
      expect(received).toBeLessThanOrEqual(acknowledged.size + 2);
    },
  );

  test('stands still is away within ten seconds or so, for reading, writing and locks, and is used again when it moves', async () => {
    const { line, url } = await lineTo(await server.createDatabase());
    const catalogue = await opened(url);
    await catalogue.receive(documentNumber(1));
    await catalogue.locks.inOrder('originals', async () => {});
    const begun = Date.now();

    line.silence();
    const asked = await Promise.allSettled([
      catalogue.document(idOf(1)),
      catalogue.receive(documentNumber(2)),
      catalogue.pages({ documentId: idOf(1), number: 1 }),
      catalogue.locks.inOrder('originals', async () => {}),
      catalogue.locks.alone('steward', async () => {}),
      createPostgresCatalogue({ url, poolSize: 1 }),
    ]);

    expect(asked.map((outcome) => outcome.status === 'rejected' && codeOf(outcome.reason))).toEqual(
      asked.map(() => 'catalogue.unavailable'),
    );
    expect(Date.now() - begun).toBeLessThan(25_000);
    line.mend();
    expect((await catalogue.receive(documentNumber(3))).isNew).toBe(true);
    expect(await catalogue.locks.inOrder('originals', async () => 'done')).toBe('done');
  });

  test('has no connection left for us is away, and the rest is still answered', async () => {
    const url = new URL(await server.createDatabase());
    const admin = openPool({ url: url.href, size: 1 });
    onTestFinished(() => admin.pool.end());
    await opened(url.href);
    await admin.pool.query(`create role few login connection limit 3`);
    await admin.pool.query(
      'grant all on all tables in schema public to few; grant all on all sequences in schema public to few',
    );
    url.username = 'few';
    const catalogue = await opened(url.href, 2);
    await Promise.all([
      catalogue.countByState(),
      catalogue.countByState(),
      catalogue.locks.inOrder('a', async () => {}),
    ]);

    await expect(createPostgresCatalogue({ url: url.href, poolSize: 1 })).rejects.toMatchObject(away);

    expect((await catalogue.receive(documentNumber(1))).isNew).toBe(true);
  });

  test('is asked by more than its connections at once answers all of them', async () => {
    const catalogue = await opened(await server.createDatabase(), 2);

    await Promise.all(Array.from({ length: 60 }, (_, number) => catalogue.receive(documentNumber(number))));

    expect((await catalogue.countByState()).received).toBe(60);
  });
});

const codeOf = (thrown: unknown) => (isFailure(thrown) ? thrown.code : thrown);
