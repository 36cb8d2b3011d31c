import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type pg from 'pg';
import { askPostgres, isOver } from './ask-postgres.ts';
import { cannotBeUsed, notReached } from './postgres-failure.ts';
import type { PostgresPlace } from './postgres-pool.ts';

/** Speaks to a server through a pool, in our words when something goes wrong. A connection that broke is never asked again. */
export const postgresDialect = (place: PostgresPlace): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => createDriver(place),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db) => new PostgresIntrospector(db),
});

function createDriver(place: PostgresPlace): Driver {
  const clients = new WeakMap<DatabaseConnection, pg.PoolClient>();
  const unfit = new WeakSet<DatabaseConnection>();
  const say = (connection: DatabaseConnection, words: string) => connection.executeQuery(CompiledQuery.raw(words));

  return {
    init: async () => {},

    async acquireConnection() {
      const client = await connect(place);
      const connection = createConnection(place, client);
      clients.set(connection, client);
      return connection;
    },

    async beginTransaction(connection, { isolationLevel, accessMode }) {
      const level = isolationLevel ? ` isolation level ${isolationLevel}` : '';
      await say(connection, `begin${level}${accessMode ? ` ${accessMode}` : ''}`);
    },

    async commitTransaction(connection) {
      await say(connection, 'commit');
    },

    // Never fails, for then nobody would learn why it was needed. The server rolls back by itself when the line is closed.
    async rollbackTransaction(connection) {
      const client = clients.get(connection);
      const isDone =
        client && !isOver(client) && (await say(connection, 'rollback').then(Boolean, (): boolean => false));
      if (!isDone) unfit.add(connection);
    },

    async releaseConnection(connection) {
      const client = clients.get(connection);
      client?.release(unfit.has(connection) || isOver(client));
    },

    destroy: () => place.pool.end(),
  };
}

async function connect({ pool, place }: PostgresPlace): Promise<pg.PoolClient> {
  if (pool.ending) throw cannotBeUsed(place, 'unavailable', 'it has been closed');
  try {
    return await pool.connect();
  } catch (thrown) {
    throw notReached(place, thrown);
  }
}

const createConnection = (place: PostgresPlace, client: pg.PoolClient): DatabaseConnection => ({
  async executeQuery<Row>(query: CompiledQuery) {
    const { command, rowCount, rows } = await askPostgres(client, query, place);
    // After a failed statement that nobody minded, the server answers a commit by rolling back.
    if (query.sql === 'commit' && command !== 'COMMIT') throw new Error('A transaction went on after it had failed.');
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
    return { rows: rows as Row[], ...(changes ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
  },
  // biome-ignore lint/correctness/useYield: nothing here is read row by row
  async *streamQuery() {
    throw new Error('The catalogue reads in stretches, not in streams.');
  },
});
