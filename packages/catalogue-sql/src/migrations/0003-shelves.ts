import { type Kysely, sql } from 'kysely';

type Before = { document: { number: number; record: string; kind: string } };

const AT_ONCE = 500;

/** Documents are listed by kind, and what is published is counted by library, collection and kind. */
export async function shelves(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('document')
    .addColumn('kind', 'text', (column) => column.notNull().defaultTo('other'))
    .execute();
  await fillKinds(db.withTables<Before>());
  await db.schema
    .createIndex('document_by_kind_time')
    .on('document')
    .columns(['kind', 'received_at', 'number'])
    .execute();
  await db.schema
    .createIndex('document_on_shelf')
    .on('document')
    .columns(['library', 'collection', 'kind'])
    .where(sql<boolean>`published_revision > 0`)
    .execute();
}

/** Stretch by stretch, and here rather than by the database: each writes down in its own way what stands in JSON. */
async function fillKinds(db: Kysely<Before>): Promise<void> {
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('document')
      .select(['number', 'record'])
      .where('number', '>', last)
      .orderBy('number')
      .limit(AT_ONCE)
      .execute();
    const kinds = Map.groupBy(rows, ({ record }) => (JSON.parse(record) as { readonly kind: string }).kind);
    for (const [kind, alike] of kinds) {
      const numbers = alike.map(({ number }) => number);
      await db.updateTable('document').set({ kind }).where('number', 'in', numbers).execute();
    }
    const end = rows.at(-1);
    if (!end) return;
    last = end.number;
  }
}
