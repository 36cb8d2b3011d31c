import { type Document, type DocumentId, dayOf, publicRights } from '@diachi/domain';
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import type { Tables } from './tables.ts';

type ChangeTools = Pick<CatalogueTools, 'now' | 'changeTimes'>;
type Row = Selectable<Tables['change']>;

/**
 * Notes, in the transaction that changes it, that what everybody may see of a document is another; one whose record they may not see is
 * gone if it ever was there. Last of all in a transaction: whoever else changes something waits for its end.
 */
export async function noteChange(tools: ChangeTools, trx: Transaction<Tables>, document: Document): Promise<void> {
  if (!publicRights(document, dayOf(new Date(tools.now()))).record) {
    // It may be opened again: whatever was merged into it leads to it then as before.
    return noteUnseen(tools, trx, document.id, null);
  }
  const at = await tools.changeTimes.next(trx);
  const { library, collection, kind } = document.record;
  await putChange(trx, { id: document.id, at, is_gone: 0, merged_into: null, library, collection, kind });
}

/** The same of a document that goes, or whose place another takes. Nothing is noted of one everybody never saw. */
export async function noteGone(
  tools: ChangeTools,
  trx: Transaction<Tables>,
  id: DocumentId,
  mergedInto: DocumentId | null = null,
): Promise<void> {
  await noteUnseen(tools, trx, id, mergedInto);
  // Nobody is led from one to the next to the next; what others were told of those that went before stays as it is.
  await trx.updateTable('change').set({ merged_into: mergedInto }).where('merged_into', '=', id).execute();
  if (mergedInto === null) return;
  // One that was merged into this one, came again and now takes its place does not lead to itself.
  const itself = trx.updateTable('change').set({ merged_into: null }).where('id', '=', mergedInto);
  await itself.where('merged_into', '=', mergedInto).execute();
}

async function noteUnseen(
  { changeTimes }: ChangeTools,
  trx: Transaction<Tables>,
  id: DocumentId,
  mergedInto: DocumentId | null,
): Promise<void> {
  const before = await changeRow(trx, id);
  if (!before || (before.is_gone === 1 && before.merged_into === mergedInto)) return;
  await putChange(trx, { ...before, at: await changeTimes.next(trx), is_gone: 1, merged_into: mergedInto });
}

/** What the store remembers of one that is gone, where nothing is told of it. */
export async function rememberGone(
  { changeTimes }: ChangeTools,
  trx: Transaction<Tables>,
  gone: Pick<Row, 'id' | 'merged_into' | 'library' | 'collection' | 'kind'>,
): Promise<void> {
  if (await changeRow(trx, gone.id)) return;
  await putChange(trx, { ...gone, at: await changeTimes.next(trx), is_gone: 1 });
}

const changeRow = (trx: Transaction<Tables>, id: DocumentId): Promise<Row | undefined> =>
  trx.selectFrom('change').selectAll().where('id', '=', id).executeTakeFirst();

async function putChange(trx: Transaction<Tables>, row: Row): Promise<void> {
  const before = await changeRow(trx, row.id);
  const { id, ...told } = row;
  await trx
    .insertInto('change')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(told))
    .execute();
  if (before && isOnSameShelf(before, row)) return;
  if (before) await count(trx, before, -1);
  await count(trx, row, 1);
}

const isOnSameShelf = (one: Row, other: Row): boolean =>
  one.library === other.library &&
  one.collection === other.collection &&
  one.kind === other.kind &&
  one.is_gone === other.is_gone;

/** Nobody counts at the same time: whoever does holds the right to the next time of a change. */
async function count(trx: Transaction<Tables>, { library, collection, kind, is_gone }: Row, more: number) {
  const shelf: Insertable<Tables['change_tally']> = { library, collection, kind, is_gone, count: more };
  await trx
    .insertInto('change_tally')
    .values(shelf)
    .onConflict((conflict) =>
      conflict
        .columns(['library', 'collection', 'kind', 'is_gone'])
        .doUpdateSet((row) => ({ count: row('change_tally.count', '+', more) })),
    )
    .execute();
}
