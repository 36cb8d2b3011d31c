import { isDeepStrictEqual } from 'node:util';
import { type Document, dayOf } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { Transaction } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import { isToClear } from './clearing.ts';
import { recordColumns, rowOf } from './document-row.ts';
import { forgetNoMore } from './forgetting.ts';
import { insertDocument, insertOriginals } from './insert-document.ts';
import { noteChange } from './note-change.ts';
import { noteAccess, noteShown } from './note-shown.ts';
import { forgetRevisions, noteOpened } from './opened-revisions.ts';
import { putPages } from './page-rows.ts';
import type { Tables } from './tables.ts';

/** Documents put back as the store tells them, while everybody else goes on working. */
export function createRestoring(tools: CatalogueTools): Pick<Catalogue, 'restore'> {
  const { transact, hold, now } = tools;
  return {
    restore: (document, pages, known = null) =>
      transact(async (trx) => {
        const before = await hold(trx, document.id);
        if (!isDeepStrictEqual(before, known)) return false;
        if (await isToClear(trx, document.id)) return false;
        const revision = { documentId: document.id, number: document.publishedRevision || document.workRevision };
        const today = dayOf(new Date(now()));
        if (before) await replaceDocument(trx, document, today);
        else await insertDocument(trx, document, today);
        await forgetNoMore(trx, document.id);
        await forgetRevisions(trx, revision);
        await trx
          .deleteFrom('page')
          .where('document_id', '=', document.id)
          .where('revision', '<=', revision.number)
          .execute();
        await putPages(trx, revision, pages, { areShown: document.publishedRevision > 0 });
        if (document.publishedRevision === 0 && pages.length > 0) await noteOpened(trx, revision, pages.length);
        await noteShown(trx, document, document.publishedRevision > 0 ? pages : []);
        if (!showsTheSame(before, document)) await noteChange(tools, trx, document);
        return true;
      }),
  };
}

const showsTheSame = (before: Document | null, after: Document): boolean =>
  before?.publishedRevision === after.publishedRevision && isDeepStrictEqual(before.record, after.record);

/** Changes the row instead of removing it, for with the row goes everything known of the document. */
async function replaceDocument(trx: Transaction<Tables>, document: Document, today: string): Promise<void> {
  await noteAccess(trx, document, recordColumns(document.record, today).is_private);
  await trx.updateTable('document').set(rowOf(document, today)).where('id', '=', document.id).execute();
  await trx.deleteFrom('original').where('document_id', '=', document.id).execute();
  await insertOriginals(trx, document);
}
