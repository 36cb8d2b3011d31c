import { DOCUMENT_STATES, type DocumentState } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { sql } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import { documentOf } from './document-row.ts';
import { parsePlace, placeAfter } from './stretch.ts';

/** Documents listed and counted. */
export function createListings({
  db,
}: CatalogueTools): Pick<Catalogue, 'documents' | 'documentsWithOriginal' | 'countByState'> {
  return {
    async documents({ states, library, collection, kind }, { after, limit }) {
      let query = db.selectFrom('document').selectAll();
      if (states) query = query.where('state', 'in', states);
      if (library !== undefined) query = query.where('library', '=', library);
      if (collection !== undefined) query = query.where('collection', '=', collection);
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (after !== undefined) {
        const place = parsePlace(after);
        query = query.where(sql<boolean>`(received_at, number) < (${place.receivedAt}, ${place.number})`);
      }
      const rows = await query
        .orderBy('received_at', 'desc')
        .orderBy('number', 'desc')
        .limit(limit + 1)
        .execute();
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return { documents: shown.map(documentOf), next: last && rows.length > limit ? placeAfter(last) : null };
    },

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
        .selectFrom('document')
        .select(['state', db.fn.countAll<number>().as('count')])
        .groupBy('state')
        .execute();
      const counted = new Map(rows.map((row) => [row.state, Number(row.count)]));
      const all = DOCUMENT_STATES.map((state) => [state, counted.get(state) ?? 0]);
      return Object.fromEntries(all) as Record<DocumentState, number>;
    },
  };
}
