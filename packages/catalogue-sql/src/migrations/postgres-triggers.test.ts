import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPostgres, type PostgresServer, startPostgres } from '../../../../test/servers/index.ts';
import { createPostgresCatalogue } from '../postgres-catalogue.ts';
import { openPool, type PostgresPlace } from '../postgres-pool.ts';

const WRITERS = 8;
const CHANGES = 400;

describe.skipIf(!findPostgres())('tallies on PostgreSQL', () => {
  let server: PostgresServer;
  let place: PostgresPlace;
  beforeAll(async () => {
    server = await startPostgres();
    await (await createPostgresCatalogue({ url: server.url, poolSize: 1 })).close();
    place = openPool({ url: server.url, size: WRITERS, isPatient: true });
  });
  afterAll(async () => {
    await place.pool.end();
    await server.stop();
  });

  test('stay right and short while many write at once, and nobody waits for ever', async () => {
    // Each statement is a transaction of its own.
    const write = (writer: number) => place.pool.query(`call write(${writer})`);
    await place.pool.query(`
      create procedure write(writer integer) language plpgsql as $$ begin
        for n in 1..${CHANGES} loop
          insert into document (id, record, library, collection, kind, record_version, originals, state, published_revision,
            work_revision, failure, is_indexed, received_at, changed_at)
          values (writer || '-' || n, '{}', 'tinh', 'Bộ ' || n % 3, 'map', 1, '[]', 'received', 0, 1, null, 0, '', '');
          commit;
          update document set state = 'published', published_revision = 1, is_indexed = n % 2 where id = writer || '-' || n;
          commit;
          if n % 5 = 0 then delete from document where id = writer || '-' || n; end if;
          commit;
        end loop;
      end $$`);

    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));

    const columns = 'library, collection, kind, state, is_published, is_indexed, is_in_work';
    const { rows: told } = await place.pool.query(
      `select ${columns}, sum(count)::integer as count from tally group by ${columns} having sum(count) <> 0 order by ${columns}`,
    );
    const { rows: counted } = await place.pool.query(
      `select library, collection, kind, state, 1 as is_published, is_indexed, 0 as is_in_work, count(*)::integer as count
       from document group by ${columns.replace('is_published, ', '').replace(', is_in_work', '')}
       order by ${columns}`,
    );
    expect(told).toEqual(counted);
    const { rows } = await place.pool.query('select count(*)::integer as count, max(number) as written from tally');
    expect(rows[0].written).toBeGreaterThan(WRITERS * CHANGES * 2);
    expect(rows[0].count).toBeLessThan(1_500);
  });
});
