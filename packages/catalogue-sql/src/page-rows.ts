import type { FailureNote, PageSummary, Revision } from '@diachi/domain';
import type { Transaction } from 'kysely';
import type { Within } from './catalogue-tools.ts';
import type { Tables } from './tables.ts';

// Below the number of values every database takes in one statement.
const ROWS_AT_ONCE = 1_000;

/** Adds pages; one that is known already keeps what is known of it. */
export async function insertPages(
  trx: Transaction<Tables>,
  revision: Revision,
  pages: readonly PageSummary[],
): Promise<void> {
  for (let first = 0; first < pages.length; first += ROWS_AT_ONCE) {
    const rows = pages.slice(first, first + ROWS_AT_ONCE).map(({ page, label, state, reason }) => ({
      document_id: revision.documentId,
      revision: revision.number,
      page,
      label,
      state,
      reason: reason && JSON.stringify(reason),
    }));
    await trx
      .insertInto('page')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['document_id', 'revision', 'page']).doNothing())
      .execute();
  }
}

/** Forgets the pages of a revision from the given one on. */
export async function deletePages(trx: Transaction<Tables>, revision: Revision, from = 0): Promise<void> {
  await trx
    .deleteFrom('page')
    .where('document_id', '=', revision.documentId)
    .where('revision', '=', revision.number)
    .where('page', '>=', from)
    .execute();
}

/** The pages of a revision in order. */
export async function selectPages(db: Within, revision: Revision): Promise<readonly PageSummary[]> {
  const rows = await db
    .selectFrom('page')
    .select(['page', 'label', 'state', 'reason'])
    .where('document_id', '=', revision.documentId)
    .where('revision', '=', revision.number)
    .orderBy('page')
    .execute();
  return rows.map((row) => ({ ...row, reason: row.reason === null ? null : (JSON.parse(row.reason) as FailureNote) }));
}
