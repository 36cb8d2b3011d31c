import { isDeepStrictEqual } from 'node:util';
import type { Document, DocumentId } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { Transaction } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import { documentOf, rowOf } from './document-row.ts';
import { insertOriginals } from './insert-document.ts';
import { insertPages } from './page-rows.ts';
import type { Tables } from './tables.ts';

/** Documents put back as the store tells them, while everybody else goes on working. */
export function createRestoring({ db }: CatalogueTools): Pick<Catalogue, 'restore'> {
  return {
    restore: (document, pages, known = null) =>
      db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom('document').selectAll().where('id', '=', document.id).executeTakeFirst();
        if (!isDeepStrictEqual(row ? documentOf(row) : null, known)) return false;
        const number = document.publishedRevision || document.workRevision;
        await replaceDocument(trx, document);
        await forgetRevisions(trx, document.id, number);
        await insertPages(trx, { documentId: document.id, number }, pages);
        return true;
      }),
  };
}

/** Changes the row instead of removing it, for with the row goes everything known of the document. */
async function replaceDocument(trx: Transaction<Tables>, document: Document): Promise<void> {
  const row = rowOf(document);
  await trx
    .insertInto('document')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await trx.deleteFrom('original').where('document_id', '=', document.id).execute();
  await insertOriginals(trx, document);
}

async function forgetRevisions(trx: Transaction<Tables>, id: DocumentId, upTo: number): Promise<void> {
  for (const table of ['page', 'finished_step'] as const) {
    await trx.deleteFrom(table).where('document_id', '=', id).where('revision', '<=', upTo).execute();
  }
}
