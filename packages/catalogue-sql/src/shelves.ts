import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';

/** Published documents counted, from an index that holds nothing else. */
export const createShelves = ({ db }: CatalogueTools): Pick<Catalogue, 'shelves'> => ({
  async shelves() {
    const rows = await db
      .selectFrom('document')
      .select(({ fn }) => ['library', 'collection', 'kind', fn.countAll<number>().as('documents')])
      .where('published_revision', '>', 0)
      .groupBy(['library', 'collection', 'kind'])
      .execute();
    return rows.map(({ documents, ...shelf }) => ({ ...shelf, documents: Number(documents) }));
  },
});
