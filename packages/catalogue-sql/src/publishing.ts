import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DocumentId, Failure } from '@diachi/domain';
import { indexDocumentJob } from '@diachi/jobs';
import type { Catalogue } from '@diachi/ports';
import type { Transaction } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import { holdKnown } from './hold-document.ts';
import { noteChange } from './note-change.ts';
import { noteShown } from './note-shown.ts';
import { forgetRevisions } from './opened-revisions.ts';
import { deletePages, putPages } from './page-rows.ts';
import type { Tables } from './tables.ts';

type Publishing = Pick<Catalogue, 'publish' | 'setIndexed' | 'forgetIndexed' | 'startRevision'>;

const DOCUMENTS_AT_ONCE = 5_000;
/** Databases take only so many values in one question. */
const NAMED_AT_ONCE = 500;

/** Which revision readers see, and whether search knows it. */
export function createPublishing(tools: CatalogueTools): Publishing {
  const { now, transact, hold } = tools;
  return {
    publish: (revision, pages) =>
      transact(async (trx) => {
        const { documentId, number } = revision;
        const document = await holdKnown(hold, trx, documentId);
        // Told twice, or too late: readers never go back to an older revision.
        if (number <= document.publishedRevision) return;
        await putPages(trx, revision, pages, { areShown: true });
        await deletePages(trx, revision, pages.length);
        await forgetRevisions(trx, revision);
        const change = {
          state: 'published' as const,
          published_revision: number,
          work_revision: Math.max(number, document.workRevision),
          page_count: pages.length,
          failure: null,
          is_indexed: 0,
          changed_at: now(),
        };
        await trx.updateTable('document').set(change).where('id', '=', documentId).execute();
        await noteShown(trx, { id: documentId, publishedRevision: number }, pages);
        await noteChange(tools, trx, { ...document, publishedRevision: number });
      }),

    setIndexed: ({ documentId, number }, recordVersion) =>
      transact(async (trx) => {
        const document = await hold(trx, documentId);
        if (document?.publishedRevision !== number || document.recordVersion !== recordVersion) return;
        const isOver = document.failure?.job === indexDocumentJob.name;
        const change = { is_indexed: 1, ...(isOver ? { failure: null } : {}) };
        await trx.updateTable('document').set(change).where('id', '=', documentId).execute();
      }),

    async forgetIndexed(ids) {
      if (ids) return forgetIndexedOf(transact, ids);
      for (let after: number | null = 0; after !== null; ) {
        const from: number = after;
        after = await transact((trx) => forgetIndexedAfter(trx, from));
        // Whoever else the process answers is answered in between.
        await nextTurn();
      }
    },

    startRevision: (documentId) =>
      transact(async (trx) => {
        const { publishedRevision } = await holdKnown(hold, trx, documentId);
        if (publishedRevision === 0) throw notPublished();
        const number = publishedRevision + 1;
        const change = { work_revision: number, failure: null, changed_at: now() };
        await trx.updateTable('document').set(change).where('id', '=', documentId).execute();
        return { documentId, number };
      }),
  };
}

async function forgetIndexedOf(transact: CatalogueTools['transact'], ids: readonly DocumentId[]): Promise<void> {
  for (let at = 0; at < ids.length; at += NAMED_AT_ONCE) {
    const some = ids.slice(at, at + NAMED_AT_ONCE);
    await transact((trx) =>
      trx.updateTable('document').set({ is_indexed: 0 }).where('is_indexed', '=', 1).where('id', 'in', some).execute(),
    );
  }
}

/** Works on a stretch of the documents; answers where the next begins, or null. All at once would keep everybody else from their documents. */
async function forgetIndexedAfter(trx: Transaction<Tables>, after: number): Promise<number | null> {
  const rows = await trx
    .selectFrom('document')
    .select('number')
    .where('is_indexed', '=', 1)
    .where('number', '>', after)
    .orderBy('number')
    .limit(DOCUMENTS_AT_ONCE)
    .execute();
  const last = rows.at(-1)?.number;
  if (last === undefined) return null;
  await trx
    .updateTable('document')
    .set({ is_indexed: 0 })
    .where('is_indexed', '=', 1)
    .where('number', '>', after)
    .where('number', '<=', last)
    .execute();
  return last;
}

const notPublished = () =>
  new Failure(
    'conflict',
    'document.not-published',
    'Only a published document is read anew; this one is not read for the first time yet.',
  );
