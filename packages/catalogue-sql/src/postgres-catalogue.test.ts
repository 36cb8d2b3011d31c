import { catalogueContract } from '@diachi/ports/contract';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import {
  type BreakableLine,
  breakableLine,
  findPostgres,
  type PostgresServer,
  startPostgres,
} from '../../../test/servers/index.ts';
import { createPostgresCatalogue } from './postgres-catalogue.ts';
import { openPool } from './postgres-pool.ts';

describe.skipIf(!findPostgres())('PostgreSQL catalogue', () => {
  let server: PostgresServer;
  const addresses = new WeakMap<object, string>();
  beforeAll(async () => {
    server = await startPostgres();
    // Made once, and copied for each test.
    await (await createPostgresCatalogue({ url: await server.createDatabase('made'), poolSize: 1 })).close();
  });
  const emptyDatabase = () => server.createDatabase(undefined, 'made');
  afterAll(() => server.stop());

  const open = async (url: string) => {
    const catalogue = await createPostgresCatalogue({ url, poolSize: 10 });
    addresses.set(catalogue, url);
    return catalogue;
  };
  const lineTo = async (url: string): Promise<BreakableLine> => {
    const line = await breakableLine(Number(new URL(url).port));
    onTestFinished(() => line.close());
    return line;
  };

  catalogueContract(async () => open(await emptyDatabase()), {
    async openAway() {
      const url = new URL(await emptyDatabase());
      const line = await lineTo(url.href);
      url.port = String(line.port);
      const catalogue = await createPostgresCatalogue({ url: url.href, poolSize: 2 });
      line.cut();
      return catalogue;
    },

    async openFull(kept) {
      const url = await emptyDatabase();
      const catalogue = await open(url);
      await catalogue.receive(kept);
      await exec(
        url,
        // PostgreSQL answers as it does on a full disk.
        `create function no_room() returns trigger language plpgsql as $$ begin
           if new.page < 3000 then return new; end if;
           raise exception 'could not extend file' using errcode = '53100';
         end $$;
         create trigger no_room before insert on page for each row execute function no_room()`,
      );
      return catalogue;
    },

    async reopen(catalogue) {
      await catalogue.close();
      return open(addresses.get(catalogue) ?? '');
    },

    openBeside: (catalogue) => open(addresses.get(catalogue) ?? ''),
  });
});

async function exec(url: string, statements: string): Promise<void> {
  const { pool } = openPool({ url, size: 1 });
  await pool.query(statements);
  await pool.end();
}
