import type { DocumentId } from '@diachi/domain';
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from '../tables.ts';
import { insertRows } from './insert-rows.ts';

const CHANGES_AT_ONCE = 5_000;

/**
 * What happened to documents and when, also to those that are gone, so that who keeps copies of records elsewhere goes on where he was. Whatever
 * a copying that was broken off brought is brought again: it may have changed since.
 */
export async function copyChanges(from: Kysely<Tables>, to: Kysely<Tables>): Promise<void> {
  await to.deleteFrom('change').execute();
  for (let after: DocumentId | null = null; ; ) {
    const changes = from.selectFrom('change').selectAll().orderBy('id').limit(CHANGES_AT_ONCE);
    const rows: Selectable<Tables['change']>[] = await (after ? changes.where('id', '>', after) : changes).execute();
    const last = rows.at(-1);
    if (!last) break;
    await to.transaction().execute((trx) => insertRows(trx, 'change', rows));
    after = last.id;
  }
  const tally = await from.selectFrom('change_tally').selectAll().execute();
  await to.transaction().execute(async (trx) => {
    await trx.deleteFrom('change_tally').execute();
    await insertRows(trx, 'change_tally', tally);
  });
}
