import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FailureNote, PageSummary, Revision } from '@diachi/domain';
import { type Insertable, type InsertQueryBuilder, type InsertResult, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

// Below the number of values every database takes in one statement.
const ROWS_AT_ONCE = 1_000;
const ROWS_READ_AT_ONCE = 5_000;

/** Adds pages; one that is known already keeps what is known of it. Whoever else the process answers is answered in between. */
export const addPages = (trx: Transaction<Tables>, revision: Revision, pages: readonly PageSummary[]): Promise<void> =>
  insertPages(trx, rowsOf(revision, pages), (insert) =>
    insert.onConflict((conflict) => conflict.columns(['document_id', 'revision', 'page']).doNothing()),
  );

/** Puts pages in the place of what is known of them. Rows are changed, never removed and added: a late `setPage` must find its page. */
export const putPages = (trx: Transaction<Tables>, revision: Revision, pages: readonly PageSummary[]): Promise<void> =>
  insertPages(trx, rowsOf(revision, pages), (insert) =>
    insert.onConflict((conflict) =>
      conflict
        .columns(['document_id', 'revision', 'page'])
        .doUpdateSet(({ ref }) => ({
          label: ref('excluded.label'),
          state: ref('excluded.state'),
          reason: ref('excluded.reason'),
        }))
        .where(
          sql<boolean>`page.state <> excluded.state or page.label <> excluded.label or page.reason is distinct from excluded.reason`,
        ),
    ),
  );

type PageRow = Insertable<Tables['page']>;
type InsertPages = InsertQueryBuilder<Tables, 'page', InsertResult>;

const rowsOf = ({ documentId, number }: Revision, pages: readonly PageSummary[]): readonly PageRow[] =>
  pages.map(({ page, label, state, reason }) => ({
    document_id: documentId,
    revision: number,
    page,
    label,
    state,
    reason: reason && JSON.stringify(reason),
  }));

async function insertPages(
  trx: Transaction<Tables>,
  rows: readonly PageRow[],
  known: (insert: InsertPages) => InsertPages,
): Promise<void> {
  for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
    if (first > 0) await nextTurn();
    await known(trx.insertInto('page').values(rows.slice(first, first + ROWS_AT_ONCE))).execute();
  }
}

/** Forgets the pages of a revision from the given one on. */
export async function deletePages(trx: Transaction<Tables>, revision: Revision, from: number): Promise<void> {
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
