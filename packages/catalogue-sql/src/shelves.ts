import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';

/** Published documents, counted as they are published. */
export const createShelves = ({ db }: CatalogueTools): Pick<Catalogue, 'shelves'> => ({
  async shelves() {
    const rows = await db
      .selectFrom('tally')
      .select(({ fn }) => ['library', 'collection', 'kind', fn.sum<number>('count').as('documents')])
      .where('is_published', '=', 1)
      .groupBy(['library', 'collection', 'kind'])
      .having(({ fn }) => fn.sum('count'), '>', 0)
      .execute();
    return rows.map(({ documents, ...shelf }) => ({ ...shelf, documents: Number(documents) }));
  },
});
