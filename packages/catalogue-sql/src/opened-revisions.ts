import type { Revision } from '@diachi/domain';
import type { Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Notes how many pages a revision in work has: they are asked for all documents in work at once, and never counted for it. */
export async function noteOpened(trx: Transaction<Tables>, revision: Revision, pageCount: number): Promise<void> {
  await trx
    .insertInto('opened_revision')
    .values({ document_id: revision.documentId, revision: revision.number, page_count: pageCount })
    .onConflict((conflict) => conflict.columns(['document_id', 'revision']).doUpdateSet({ page_count: pageCount }))
    .execute();
}

/** Forgets the work on a revision and on those before it; their pages stay. */
export async function forgetRevisions(trx: Transaction<Tables>, { documentId, number }: Revision): Promise<void> {
  for (const table of ['opened_revision', 'finished_step', 'step_tally'] as const) {
    await trx.deleteFrom(table).where('document_id', '=', documentId).where('revision', '<=', number).execute();
  }
}
