import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FailureNote, PageSummary, Revision } from '@diachi/domain';
import type { Transaction } from 'kysely';
import type { Tables } from './tables.ts';

// Below the number of values every database takes in one statement.
const ROWS_AT_ONCE = 1_000;
const ROWS_READ_AT_ONCE = 5_000;

/** Adds pages; one that is known already keeps what is known of it. Whoever else the process answers is answered in between. */
export async function insertPages(
  trx: Transaction<Tables>,
  revision: Revision,
  pages: readonly PageSummary[],
): Promise<void> {
  for (let first = 0; first < pages.length; first += ROWS_AT_ONCE) {
    if (first > 0) await nextTurn();
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

/** The pages of a revision in order. Whoever else the process answers is answered in between. */
export async function selectPages(trx: Transaction<Tables>, revision: Revision): Promise<readonly PageSummary[]> {
  const pages: PageSummary[] = [];
  for (;;) {
    const rows = await trx
      .selectFrom('page')
      .select(['page', 'label', 'state', 'reason'])
      .where('document_id', '=', revision.documentId)
      .where('revision', '=', revision.number)
      .where('page', '>', pages.at(-1)?.page ?? -1)
      .orderBy('page')
      .limit(ROWS_READ_AT_ONCE)
      .execute();
    for (const row of rows) pages.push({ ...row, reason: noteOf(row.reason) });
    if (rows.length < ROWS_READ_AT_ONCE) return pages;
    await nextTurn();
  }
}

const noteOf = (reason: string | null) => (reason === null ? null : (JSON.parse(reason) as FailureNote));
