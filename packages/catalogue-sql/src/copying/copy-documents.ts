import { isDeepStrictEqual } from 'node:util';
import type { DocumentId } from '@diachi/domain';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { insertRows } from './insert-rows.ts';

type DocumentRow = Selectable<Tables['document']>;
/** Documents with everything that goes with them. What is counted of it the other database counts by itself. */
type Whole = {
  readonly [Table in 'document' | 'original' | 'page' | 'opened_revision' | 'finished_step']: readonly Selectable<
    Tables[Table]
  >[];
};

const DOCUMENTS_AT_ONCE = 100;
const PAGES_AT_ONCE = 10_000;

/** Makes the documents of one database those of the other, stretch by stretch, each stretch whole or not at all; none of them is indexed there. */
export async function copyDocuments(
  from: Kysely<Tables>,
  to: Kysely<Tables>,
  tell: (documents: number) => void,
): Promise<void> {
  let copied = 0;
  for await (const { known, told } of stretches(from, to)) {
    const gone = [...known.values()].filter((row) => !told.some(({ number }) => number === row.number));
    const changed = told.filter((row) => isInWork(row) || !isDeepStrictEqual(known.get(row.number), row));
    await to.transaction().execute((trx) => remove(trx, [...gone, ...changed.filter((row) => known.has(row.number))]));
    for await (const whole of gathered(from, changed)) {
      await to.transaction().execute((trx) => insert(trx, whole));
    }
    copied += told.length;
    tell(copied);
  }
}

/** True when every document is in both, and says the same. */
export async function haveSameDocuments(from: Kysely<Tables>, to: Kysely<Tables>): Promise<boolean> {
  for await (const { known, told } of stretches(from, to)) {
    if (known.size !== told.length) return false;
    if (!told.every((row) => isDeepStrictEqual(known.get(row.number), row))) return false;
  }
  return true;
}

/** What both databases hold, in the order of receipt, without what they say of their index. */
async function* stretches(from: Kysely<Tables>, to: Kysely<Tables>) {
  for (let after = 0, last = false; !last; ) {
    const told = await documentsAfter(from, after).limit(DOCUMENTS_AT_ONCE).execute();
    last = told.length < DOCUMENTS_AT_ONCE;
    const end = told.at(-1)?.number ?? after;
    const there = documentsAfter(to, after);
    const known = await (last ? there : there.where('number', '<=', end)).execute();
    yield { told: told.map(unindexed), known: new Map(known.map((row) => [row.number, unindexed(row)])) };
    after = end;
  }
}

const documentsAfter = (db: Kysely<Tables>, after: number) =>
  db.selectFrom('document').selectAll().where('number', '>', after).orderBy('number');

const unindexed = (row: DocumentRow): DocumentRow => ({ ...row, is_indexed: 0 });

// Of these, pages and steps may have changed while the document did not.
const isInWork = (row: DocumentRow) => row.work_revision > row.published_revision;

/** Documents with what goes with them, as many at once as fit well into memory. */
async function* gathered(from: Kysely<Tables>, documents: readonly DocumentRow[]): AsyncGenerator<Whole> {
  const pages = await countPages(from, documents);
  let batch: DocumentRow[] = [];
  let room = PAGES_AT_ONCE;
  for (const document of documents) {
    const count = pages.get(document.id) ?? 0;
    if (count > room && batch.length > 0) {
      yield await gather(from, batch);
      batch = [];
      room = PAGES_AT_ONCE;
    }
    batch.push(document);
    room -= count;
  }
  if (batch.length > 0) yield await gather(from, batch);
}

async function countPages(from: Kysely<Tables>, documents: readonly DocumentRow[]) {
  if (documents.length === 0) return new Map<DocumentId, number>();
  const rows = await from
    .selectFrom('page')
    .select(({ fn }) => ['document_id', fn.countAll<number>().as('count')])
    .where('document_id', 'in', idsOf(documents))
    .groupBy('document_id')
    .execute();
  return new Map(rows.map((row) => [row.document_id, Number(row.count)]));
}

async function gather(from: Kysely<Tables>, documents: readonly DocumentRow[]): Promise<Whole> {
  const ids = idsOf(documents);
  return {
    document: documents,
    original: await from.selectFrom('original').selectAll().where('document_id', 'in', ids).execute(),
    page: await from.selectFrom('page').selectAll().where('document_id', 'in', ids).execute(),
    opened_revision: await from.selectFrom('opened_revision').selectAll().where('document_id', 'in', ids).execute(),
    finished_step: await from.selectFrom('finished_step').selectAll().where('document_id', 'in', ids).execute(),
  };
}

const idsOf = (documents: readonly DocumentRow[]) => documents.map(({ id }) => id);

async function remove(trx: Transaction<Tables>, documents: readonly DocumentRow[]): Promise<void> {
  if (documents.length === 0) return;
  const numbers = documents.map(({ number }) => number);
  await trx.deleteFrom('document').where('number', 'in', numbers).execute();
}

async function insert(trx: Transaction<Tables>, whole: Whole): Promise<void> {
  await insertRows(trx, 'document', whole.document);
  await insertRows(trx, 'original', whole.original);
  await insertRows(trx, 'page', whole.page);
  await insertRows(trx, 'opened_revision', whole.opened_revision);
  await insertRows(trx, 'finished_step', whole.finished_step);
}
