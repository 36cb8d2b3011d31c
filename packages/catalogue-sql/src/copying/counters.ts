import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** Numbers that are given out once and never again, not even after what had them is gone. */
type Counter = 'document' | 'person' | 'audit';

export type Counters = {
  /** The last number given out; 0 when none was. */
  readonly read: (db: Kysely<Tables>, counter: Counter) => Promise<number>;
  /** Goes on after this number, or after its own when that is higher. */
  readonly advance: (db: Kysely<Tables>, counter: Counter, number: number) => Promise<void>;
};

const SEQUENCES: Readonly<Record<Counter, string>> = {
  document: 'document_number_seq',
  person: 'person_id_seq',
  audit: 'audit_number_seq',
};

export const postgresCounters: Counters = {
  async read(db, counter) {
    const { rows } = await sql<{ last: number }>`
      select case when is_called then last_value else 0 end as last from ${sql.table(SEQUENCES[counter])}`.execute(db);
    return Number(rows[0]?.last ?? 0);
  },
  async advance(db, counter, number) {
    const last = Math.max(number, await postgresCounters.read(db, counter));
    if (last > 0) await sql`select setval(${SEQUENCES[counter]}::regclass, ${last})`.execute(db);
  },
};

export const sqliteCounters: Counters = {
  async read(db, counter) {
    const { rows } = await sql<{ seq: number }>`select seq from sqlite_sequence where name = ${counter}`.execute(db);
    return rows[0]?.seq ?? 0;
  },
  async advance(db, counter, number) {
    const last = Math.max(number, await sqliteCounters.read(db, counter));
    await sql`delete from sqlite_sequence where name = ${counter}`.execute(db);
    await sql`insert into sqlite_sequence (name, seq) values (${counter}, ${last})`.execute(db);
  },
};
