import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { insertRows } from './insert-rows.ts';

/** What was removed and may still lie in the store, which goes where the catalogue goes; there are few. */
export async function copyToClear(from: Kysely<Tables>, to: Kysely<Tables>): Promise<void> {
  const rows = await from.selectFrom('to_clear').select(['id', 'originals', 'removed_at']).orderBy('number').execute();
  await to.transaction().execute(async (trx) => {
    // Broken off before, some may be there that have come back since.
    await trx.deleteFrom('to_clear').execute();
    await insertRows(trx, 'to_clear', rows);
  });
}
