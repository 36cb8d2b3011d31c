import type { Insertable, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

// Below the number of values every database takes in one statement.
const ROWS_AT_ONCE = 500;

/** Adds rows as they are, with the numbers they have. */
export async function insertRows<Table extends keyof Tables>(
  trx: Transaction<Tables>,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
    await trx
      .insertInto(table)
      .values(rows.slice(first, first + ROWS_AT_ONCE))
      .execute();
  }
}
