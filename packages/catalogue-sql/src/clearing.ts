import type { Document, DocumentId, Original } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { Transaction } from 'kysely';
import type { CatalogueTools, Within } from './catalogue-tools.ts';
import type { Tables } from './tables.ts';

/** What was removed here, and of which the store may still keep something. */
export const createClearing = ({ db }: CatalogueTools): Pick<Catalogue, 'toClear' | 'setCleared'> => ({
  async toClear(limit, id) {
    let query = db.selectFrom('to_clear').select(['id', 'originals']).orderBy('number').limit(limit);
    if (id !== undefined) query = query.where('id', '=', id);
    const rows = await query.execute();
    return rows.map((row) => ({ id: row.id, originals: JSON.parse(row.originals) as readonly Original[] }));
  },

  setCleared: (id) => clearNoMore(db, id),
});

/** Notes, in the transaction that removes it, what the store has of a document. */
export async function noteToClear(trx: Transaction<Tables>, { id, originals }: Document, at: string): Promise<void> {
  await trx
    .insertInto('to_clear')
    .values({ id, originals: JSON.stringify(originals), removed_at: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** It is here again, or nothing of it is left. */
export async function clearNoMore(db: Within, id: DocumentId): Promise<void> {
  await db.deleteFrom('to_clear').where('id', '=', id).execute();
}

/** Whether the store has still to be cleared of it. */
export async function isToClear(trx: Transaction<Tables>, id: DocumentId): Promise<boolean> {
  return (await trx.selectFrom('to_clear').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}
