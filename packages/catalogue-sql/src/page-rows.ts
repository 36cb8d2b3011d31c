import { setImmediate as nextTurn } from 'node:timers/promises';
import { doubtOf, type FailureNote, type PageOutcome, type PageSummary, type Revision } from '@diachi/domain';
import {
  type Insertable,
  type InsertQueryBuilder,
  type InsertResult,
  type Selectable,
  sql,
  type Transaction,
} from 'kysely';
import { millionths, shareOfMillionths } from './millionths.ts';
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
export const putPages = (
  trx: Transaction<Tables>,
  revision: Revision,
  pages: readonly PageSummary[],
  { areShown }: { readonly areShown: boolean },
): Promise<void> =>
  insertPages(trx, rowsOf(revision, pages, areShown), (insert) =>
    insert.onConflict((conflict) =>
      conflict
        .columns(['document_id', 'revision', 'page'])
        .doUpdateSet(({ ref }) => ({
          label: ref('excluded.label'),
          state: ref('excluded.state'),
          reason: ref('excluded.reason'),
          expected_error: ref('excluded.expected_error'),
          is_trusted: ref('excluded.is_trusted'),
          to_check: ref('excluded.to_check'),
        }))
        .where(differs),
    ),
  );

type PageRow = Insertable<Tables['page']>;
type InsertPages = InsertQueryBuilder<Tables, 'page', InsertResult>;

const differs = sql<boolean>`
  page.state <> excluded.state or page.label <> excluded.label or page.reason is distinct from excluded.reason
  or page.expected_error is distinct from excluded.expected_error or page.is_trusted is distinct from excluded.is_trusted
  or page.to_check is distinct from excluded.to_check`;

const rowsOf = (
  { documentId, number }: Revision,
  pages: readonly PageSummary[],
  areShown = false,
): readonly PageRow[] =>
  pages.map((summary) => ({
    document_id: documentId,
    revision: number,
    page: summary.page,
    label: summary.label,
    ...outcomeColumns(summary),
    to_check: areShown ? millionths(doubtOf(summary)) : null,
  }));

/** What became of a page, as its row tells it. */
export const outcomeColumns = ({ state, reason, expectedError, isTrusted }: PageOutcome) => ({
  state,
  reason: reason && JSON.stringify(reason),
  expected_error: millionths(expectedError),
  is_trusted: isTrusted === null ? null : Number(isTrusted),
});

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
      .select(['page', 'label', 'state', 'reason', 'expected_error', 'is_trusted'])
      .where('document_id', '=', revision.documentId)
      .where('revision', '=', revision.number)
      .where('page', '>', pages.at(-1)?.page ?? -1)
      .orderBy('page')
      .limit(ROWS_READ_AT_ONCE)
      .execute();
    for (const row of rows) pages.push(pageOf(row));
    if (rows.length < ROWS_READ_AT_ONCE) return pages;
    await nextTurn();
  }
}

type SummaryRow = Pick<
  Selectable<Tables['page']>,
  'page' | 'label' | 'state' | 'reason' | 'expected_error' | 'is_trusted'
>;

/** A page as its row tells it. */
export const pageOf = (row: SummaryRow): PageSummary => ({
  page: row.page,
  label: row.label,
  state: row.state,
  reason: row.reason === null ? null : (JSON.parse(row.reason) as FailureNote),
  expectedError: shareOfMillionths(row.expected_error),
  isTrusted: row.is_trusted === null ? null : row.is_trusted === 1,
});
