import type { Document } from '@diachi/domain';
import type { Transaction } from 'kysely';
import { rowOf } from './document-row.ts';
import type { Tables } from './tables.ts';

/** Puts a document in the place of whatever was there under its id. */
export async function insertDocument(trx: Transaction<Tables>, document: Document): Promise<void> {
  await trx.deleteFrom('document').where('id', '=', document.id).execute();
  await trx.insertInto('document').values(rowOf(document)).execute();
  await insertOriginals(trx, document);
}

/** Says by which bytes a document is found. */
export async function insertOriginals(trx: Transaction<Tables>, document: Document): Promise<void> {
  const checksums = new Set(document.originals.map((original) => original.checksum));
  for (const checksum of checksums) {
    await trx.insertInto('original').values({ document_id: document.id, checksum }).execute();
  }
}
