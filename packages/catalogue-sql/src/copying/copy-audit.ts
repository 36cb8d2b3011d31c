import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { insertRows } from './insert-rows.ts';

const ENTRIES_AT_ONCE = 1_000;

/** The audit trail in its order, from where it is there already: it is only ever added to. */
export async function copyAudit(from: Kysely<Tables>, to: Kysely<Tables>): Promise<void> {
  for (let after = await lastNumber(to); ; ) {
    const entries = await from
      .selectFrom('audit')
      .selectAll()
      .where('number', '>', after)
      .orderBy('number')
      .limit(ENTRIES_AT_ONCE)
      .execute();
    const last = entries.at(-1);
    if (!last) return;
    await to.transaction().execute((trx) => insertRows(trx, 'audit', entries));
    after = last.number;
  }
}

async function lastNumber(db: Kysely<Tables>): Promise<number> {
  const row = await db.selectFrom('audit').select('number').orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row?.number ?? 0;
}
