import { sql } from 'kysely';
import type { ChangeTimes, Within } from './catalogue-tools.ts';

/** Where one transaction is in course at a time, its process' clock will do. */
export const localChangeTimes = (now: () => string): ChangeTimes => ({
  next: async (trx) => later(second(now()), await lastChange(trx)),
  asOf: async (db) => later(second(now()), await lastChange(db)),
});

// Any number will do that nothing else of this database locks by; the locks of the library are named by hashes.
const CHANGING = 71_404_194;

/**
 * Where many transactions write at the same time, one that began before may commit after another, and who had read up to now would
 * never learn of it. So each takes its time only when it holds a lock, by the one clock all processes share, the server's, and gives the lock
 * back by committing. Who reads waits until nobody holds it, and looks at the clock then: what is not seen yet gets its time later. Readers
 * do not wait for each other.
 */
export const postgresChangeTimes = (now?: () => string): ChangeTimes => {
  const clock = now
    ? () => sql<string>`${second(now())}::text`
    : () => sql<string>`to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  return {
    async next(trx) {
      await sql`select pg_advisory_xact_lock(${sql.lit(CHANGING)})`.execute(trx);
      // A statement of its own: it sees what was committed while the lock was waited for.
      const { rows } = await sql<{ at: string }>`select ${clock()} as at`.execute(trx);
      return later(rows[0]?.at ?? '', await lastChange(trx));
    },
    async asOf(db) {
      const { rows } = await sql<{ at: string }>`
        with waited as materialized (select pg_advisory_xact_lock_shared(${sql.lit(CHANGING)}))
        select ${clock()} as at from waited`.execute(db);
      return later(rows[0]?.at ?? '', await lastChange(db));
    },
  };
};

/** No clock that was set back puts a change before those that were told. */
async function lastChange(db: Within): Promise<string> {
  const row = await db.selectFrom('change').select('at').orderBy('at', 'desc').limit(1).executeTakeFirst();
  return row?.at ?? '';
}

const later = (one: string, other: string) => (one > other ? one : other);

const second = (time: string) => `${time.slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`;
