import type { DocumentId } from '@diachi/domain';
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from '../tables.ts';
import { insertRows } from './insert-rows.ts';

const RECORDS_AT_ONCE = 2_000;

/**
 * Other repositories, how far their harvests are, and their records; none of them is indexed there. Whatever a copying that was broken off
 * brought is brought again: it may have changed since.
 */
export async function copyHarvests(from: Kysely<Tables>, to: Kysely<Tables>): Promise<void> {
  await to.deleteFrom('foreign_record').execute();
  await to.deleteFrom('source').execute();
  for (let after: DocumentId | null = null; ; ) {
    const records = from.selectFrom('foreign_record').selectAll().orderBy('id').limit(RECORDS_AT_ONCE);
    const rows: Selectable<Tables['foreign_record']>[] = await (after
      ? records.where('id', '>', after)
      : records
    ).execute();
    const last = rows.at(-1);
    if (!last) break;
    await to.transaction().execute((trx) =>
      insertRows(
        trx,
        'foreign_record',
        rows.map((row) => ({ ...row, is_indexed: row.is_gone })),
      ),
    );
    after = last.id;
  }
  const sources = await from.selectFrom('source').selectAll().execute();
  await to.transaction().execute((trx) => insertRows(trx, 'source', sources));
}
