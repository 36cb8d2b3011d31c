import type { Catalogue, Shelf } from '@diachi/ports';
import { sql } from 'kysely';
import type { CatalogueTools, Within } from './catalogue-tools.ts';

/** Published documents, counted as they are published, less those that are closed, which an index of their own counts. */
export const createShelves = ({ snapshot }: CatalogueTools): Pick<Catalogue, 'shelves'> => ({
  shelves: () =>
    snapshot(async (trx) => {
      const closed = new Map((await countClosed(trx)).map((shelf) => [nameOf(shelf), shelf.documents]));
      const shelves = await countPublished(trx);
      return shelves
        .map((shelf) => ({ ...shelf, documents: shelf.documents - (closed.get(nameOf(shelf)) ?? 0) }))
        .filter(({ documents }) => documents > 0);
    }),
});

async function countPublished(db: Within): Promise<readonly Shelf[]> {
  const rows = await db
    .selectFrom('tally')
    .select(({ fn }) => ['library', 'collection', 'kind', fn.sum<number>('count').as('documents')])
    .where('is_published', '=', 1)
    .groupBy(['library', 'collection', 'kind'])
    .execute();
  return rows.map(({ documents, ...shelf }) => ({ ...shelf, documents: Number(documents) }));
}

async function countClosed(db: Within): Promise<readonly Shelf[]> {
  const rows = await db
    .selectFrom('document')
    .select(({ fn }) => ['library', 'collection', 'kind', fn.countAll<number>().as('documents')])
    .where(closed)
    .groupBy(['library', 'collection', 'kind'])
    .execute();
  return rows.map(({ documents, ...shelf }) => ({ ...shelf, documents: Number(documents) }));
}

// In the words of the index that finds them: databases compare texts, not meanings.
const closed = sql<boolean>`(is_closed = 1 and published_revision > 0)`;

const nameOf = ({ library, collection, kind }: Shelf) => JSON.stringify([library, collection, kind]);
