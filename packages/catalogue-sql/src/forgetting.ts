import type { Document, DocumentId } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { Transaction } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import type { Tables } from './tables.ts';

/** What was removed here, and has still to be taken out of the search index. */
export const createForgetting = ({ db }: CatalogueTools): Pick<Catalogue, 'toForget' | 'setForgotten'> => ({
  async toForget(limit) {
    const rows = await db.selectFrom('removed').select('id').orderBy('number').limit(limit).execute();
    return rows.map(({ id }) => id);
  },

  async setForgotten(id) {
    await db.deleteFrom('removed').where('id', '=', id).execute();
  },
});

/** Notes, in the transaction that removes it, a document the index may hold: one that was published. */
export async function notePublishedGone(trx: Transaction<Tables>, document: Document, at: string): Promise<void> {
  if (document.publishedRevision === 0) return;
  await trx
    .insertInto('removed')
    .values({ id: document.id, removed_at: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** It is here again: its next revision takes the place of what the index holds. */
export async function forgetNoMore(trx: Transaction<Tables>, id: DocumentId): Promise<void> {
  await trx.deleteFrom('removed').where('id', '=', id).execute();
}
