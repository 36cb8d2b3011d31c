import { naturalOrder } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';

/** The member libraries and their collections. */
export function createLibraries({ db }: CatalogueTools): Pick<Catalogue, 'libraries' | 'putLibrary' | 'collections'> {
  return {
    libraries: () => db.selectFrom('library').select(['code', 'name']).orderBy('code').execute(),

    async putLibrary({ code, name }) {
      await db
        .insertInto('library')
        .values({ code, name })
        .onConflict((conflict) => conflict.column('code').doUpdateSet({ name }))
        .execute();
    },

    async collections(library) {
      let query = db
        .selectFrom('tally')
        .select('collection')
        .where('collection', '!=', '')
        .where('state', '!=', 'refused')
        .groupBy('collection')
        .having(({ fn }) => fn.sum('count'), '>', 0);
      if (library !== undefined) query = query.where('library', '=', library);
      const rows = await query.execute();
      // Sorted here: databases order by bytes, or by a locale that happens to be installed.
      return rows.map((row) => row.collection).sort(naturalOrder);
    },
  };
}
