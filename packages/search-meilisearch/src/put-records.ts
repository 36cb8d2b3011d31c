import type { SearchIndex } from '@diachi/ports';
import { documentEntry, entryId, factsOf, recordEntry } from './entries.ts';
import { isOneOf } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import type { MeiliServer } from './meili-server.ts';

/**
 * Puts in records of other repositories, which have no pages: one entry each, replaced where it is. Its generation only says that it is another.
 */
export function preparePutRecords(
  server: MeiliServer,
  names: IndexNames,
): Pick<SearchIndex, 'putRecords' | 'removeRecords'> {
  return {
    async putRecords(records) {
      if (records.length === 0) return;
      const generation = Date.now();
      const known = records.map((one) => ({ ...one, facts: factsOf(one, one.source) }));
      const entries = known.map(({ id, record, facts }) => ({
        ...recordEntry(id, facts, generation, record),
        id: entryId(id, 0, -1),
      }));
      await server.finish((writer) => writer.index(names.pages).addDocuments(entries));
      const listed = known.map(({ id, record, facts }) => documentEntry(id, facts, record));
      await server.finish((writer) => writer.index(names.documents).addDocuments(listed));
    },

    async removeRecords(ids) {
      if (ids.length === 0) return;
      const filter = isOneOf('document', ids);
      await server.finish((writer) => writer.index(names.pages).deleteDocuments({ filter }));
      await server.finish((writer) => writer.index(names.documents).deleteDocuments([...ids]));
    },
  };
}
