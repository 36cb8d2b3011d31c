import { DOCUMENT_STATES, type DocumentState } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { findDocuments } from './find-document.ts';
import { listStretch } from './stretch.ts';

type Listings = Pick<Catalogue, 'documents' | 'documentsNamed' | 'documentsWithOriginal' | 'countByState'>;

/** Documents listed and counted. */
export function createListings({ db }: CatalogueTools): Listings {
  return {
    async documents({ states, library, collection, kind, isShown }, stretch) {
      let query = db.selectFrom('document');
      // No state at all is none of them; not every database reads an empty list so.
      if (states) query = states.length > 0 ? query.where('state', 'in', states) : query.where('number', '<', 0);
      if (library !== undefined) query = query.where('library', '=', library);
      if (collection !== undefined) query = query.where('collection', '=', collection);
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (isShown !== undefined) query = query.where('is_closed', '=', isShown ? 0 : 1);
      return listStretch(query, stretch);
    },

    documentsNamed: (ids) => findDocuments(db, ids),

    async documentsWithOriginal(checksum) {
      const rows = await db
        .selectFrom('original')
        .innerJoin('document', 'document.id', 'original.document_id')
        .select('document.id')
        .where('checksum', '=', checksum)
        .where('state', '!=', 'refused')
        .orderBy('received_at')
        .orderBy('number')
        .execute();
      return rows.map((row) => row.id);
    },

    async countByState() {
      const rows = await db
        .selectFrom('tally')
        .select(['state', db.fn.sum<number>('count').as('count')])
        .groupBy('state')
        .execute();
      const counted = new Map(rows.map((row) => [row.state, Number(row.count)]));
      const all = DOCUMENT_STATES.map((state) => [state, counted.get(state) ?? 0]);
      return Object.fromEntries(all) as Record<DocumentState, number>;
    },
  };
}
