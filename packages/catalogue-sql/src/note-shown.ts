import { type Document, doubtOfDocument, type PageSummary } from '@diachi/domain';
import type { Transaction } from 'kysely';
import { millionths } from './millionths.ts';
import type { Tables } from './tables.ts';

/** Notes, in the transaction that shows these pages to readers, what of the document is to be checked, and how much of it is trusted. */
export async function noteShown(
  trx: Transaction<Tables>,
  { id, publishedRevision }: Pick<Document, 'id' | 'publishedRevision'>,
  pages: readonly PageSummary[],
): Promise<void> {
  await trx
    .updateTable('page')
    .set({ to_check: null })
    .where('document_id', '=', id)
    .where('revision', '<', publishedRevision)
    .where('to_check', 'is not', null)
    .execute();
  const doubt = doubtOfDocument(pages);
  const isKnown = pages.every(({ isTrusted }) => isTrusted !== null);
  const trusted = pages.filter(({ isTrusted }) => isTrusted === true).length;
  const { isPrivate, trusted: trustedBefore } = await trustedText(trx, id);
  await trx
    .updateTable('document')
    .set({
      to_check: millionths(doubt?.expectedError ?? null),
      pages_to_check: doubt?.pages ?? null,
      trusted_pages: isKnown ? trusted : null,
    })
    .where('id', '=', id)
    .execute();
  if (isPrivate) return;
  const more = (isKnown ? trusted : 0) - (trustedBefore ?? 0);
  // What was learned from pages that are trusted no longer is to be forgotten, as when a document is removed.
  await changeTrusted(trx, more, more < 0 ? 1 : 0);
}

/** Notes, in the transaction that changes its record and before it does, whether from now on its text is not for everybody. */
export async function noteAccess(
  trx: Transaction<Tables>,
  { id, publishedRevision }: Pick<Document, 'id' | 'publishedRevision'>,
  isPrivateThen: number,
): Promise<void> {
  const { isPrivate, trusted } = await trustedText(trx, id);
  if (publishedRevision === 0 || isPrivate === (isPrivateThen === 1)) return;
  if (isPrivate) await changeTrusted(trx, trusted ?? 0, 0);
  else await withdraw(trx, trusted);
}

/** Notes, in the transaction that takes it away from readers, that nothing may be known from a document any more. */
export async function noteWithdrawn(trx: Transaction<Tables>, { id, publishedRevision }: Document): Promise<void> {
  if (publishedRevision === 0) return;
  const { isPrivate, trusted } = await trustedText(trx, id);
  if (!isPrivate) await withdraw(trx, trusted);
}

async function withdraw(trx: Transaction<Tables>, trusted: number | null): Promise<void> {
  // Of one nobody has looked at, something may have been learned.
  if (trusted !== 0) await changeTrusted(trx, -(trusted ?? 0), 1);
}

async function trustedText(trx: Transaction<Tables>, id: Document['id']) {
  const row = await trx
    .selectFrom('document')
    .select(['trusted_pages', 'is_private'])
    .where('id', '=', id)
    .executeTakeFirst();
  // Nothing is counted of one that is not there.
  return { isPrivate: row?.is_private === 1, trusted: row ? row.trusted_pages : 0 };
}

/** Last of all in a transaction: whoever else publishes waits for this row. */
async function changeTrusted(trx: Transaction<Tables>, pages: number, withdrawn: number): Promise<void> {
  if (pages === 0 && withdrawn === 0) return;
  await trx
    .updateTable('trusted_text')
    .set((row) => ({ pages: row('pages', '+', pages), withdrawn: row('withdrawn', '+', withdrawn) }))
    .execute();
}
