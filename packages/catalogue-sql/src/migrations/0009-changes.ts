import type { Kysely } from 'kysely';
import type { DialectWords } from './dialect-words.ts';

type Before = {
  document: {
    number: number;
    id: string;
    record: string;
    library: string;
    collection: string;
    kind: string;
    published_revision: number;
    changed_at: string;
  };
};
type Row = { id: string; at: string; is_gone: number; library: string; collection: string; kind: string };
type After = Before & {
  change: Row;
  change_tally: { library: string; collection: string; kind: string; is_gone: number; count: number };
};

const AT_ONCE = 500;

/** When what everybody may see of each document last changed, and what of it was gone then; how many there are on each shelf. */
export async function changes(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await db.schema
    .createTable('change')
    .addColumn('id', words.textType, (column) => column.primaryKey())
    .addColumn('at', words.textType, (column) => column.notNull())
    .addColumn('is_gone', 'integer', (column) => column.notNull())
    .addColumn('merged_into', words.textType)
    .addColumn('library', words.textType, (column) => column.notNull())
    .addColumn('collection', words.textType, (column) => column.notNull())
    .addColumn('kind', words.textType, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('change_tally')
    .addColumn('library', words.textType, (column) => column.notNull())
    .addColumn('collection', words.textType, (column) => column.notNull())
    .addColumn('kind', words.textType, (column) => column.notNull())
    .addColumn('is_gone', 'integer', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('change_tally_key', ['library', 'collection', 'kind', 'is_gone'])
    .execute();
  await fill(db.withTables<After>());
  // One for each way changes are listed, by time within it.
  for (const filter of [[], ['is_gone'], ['library'], ['library', 'collection'], ['kind']]) {
    await db.schema
      .createIndex(['change_by', ...filter, 'time'].join('_'))
      .on('change')
      .columns([...filter, 'at', 'id'])
      .execute();
  }
}

/** Of what was removed before, nothing is known that could be told. */
async function fill(db: Kysely<After>): Promise<void> {
  for (let last = 0; ; ) {
    const documents = await db
      .selectFrom('document')
      .select(['number', 'id', 'record', 'library', 'collection', 'kind', 'published_revision', 'changed_at'])
      .where('number', '>', last)
      .orderBy('number')
      .limit(AT_ONCE)
      .execute();
    const end = documents.at(-1);
    if (!end) break;
    last = end.number;
    const rows = documents.filter(isSeenByAll).map(rowOf);
    if (rows.length > 0) await db.insertInto('change').values(rows).execute();
  }
  const shelf = ['library', 'collection', 'kind', 'is_gone'] as const;
  await db
    .insertInto('change_tally')
    .columns([...shelf, 'count'])
    .expression(
      db
        .selectFrom('change')
        .select(({ fn }) => [...shelf, fn.countAll<number>().as('count')])
        .groupBy([...shelf]),
    )
    .execute();
}

// As it was decided when this schema was new. A record that says nothing of its access is open.
const isSeenByAll = (document: Before['document']): boolean =>
  document.published_revision > 0 && (JSON.parse(document.record) as { readonly access?: string }).access !== 'closed';

const rowOf = ({ id, changed_at, library, collection, kind }: Before['document']): Row => ({
  id,
  at: `${changed_at.slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`,
  is_gone: 0,
  library,
  collection,
  kind,
});
