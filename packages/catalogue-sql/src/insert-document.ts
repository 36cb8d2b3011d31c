import type { Document } from '@diachi/domain';
import type { Transaction } from 'kysely';
import { rowOf } from './document-row.ts';
import type { Tables } from './tables.ts';

/** Adds a document whose id is not there. */
export async function insertDocument(trx: Transaction<Tables>, document: Document, today: string): Promise<void> {
  await trx.insertInto('document').values(rowOf(document, today)).execute();
  await insertOriginals(trx, document);
}

/** Says by which bytes a document is found. */
export async function insertOriginals(trx: Transaction<Tables>, { id, originals }: Document): Promise<void> {
  const checksums = [...new Set(originals.map((original) => original.checksum))];
  for (let first = 0; first < checksums.length; first += ROWS_AT_ONCE) {
    const rows = checksums.slice(first, first + ROWS_AT_ONCE).map((checksum) => ({ document_id: id, checksum }));
    await trx.insertInto('original').values(rows).execute();
  }
}

// Below the number of values every database takes in one statement.
const ROWS_AT_ONCE = 1_000;
