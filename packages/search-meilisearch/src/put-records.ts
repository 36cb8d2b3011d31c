import type { SearchIndex } from '@diachi/ports';
import { documentEntry, entryId, factsOf, recordEntry } from './entries.ts';
import { isOneOf } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import { OURS_ONLY, SHOWN } from './match.ts';
import type { MeiliServer } from './meili-server.ts';

/**
 * Puts in records of other repositories, which have no pages: one entry each, replaced where it is. Its generation only says that it is another.
 */
export function preparePutRecords(
  server: MeiliServer,
  names: IndexNames,
): Pick<SearchIndex, 'putRecords' | 'removeRecords'> {
  // Asked first, a server that was set up for nothing says so; told first, it would make an index of its own liking.
  const look = () =>
    server.read((reader) =>
      reader.index(names.pages).getDocuments({ filter: [OURS_ONLY, SHOWN], limit: 1, fields: ['id'] }),
    );

  return {
    async putRecords(records) {
      if (records.length === 0) return;
      await look();
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
      await look();
      const filter = isOneOf('document', ids);
      await server.finish((writer) => writer.index(names.pages).deleteDocuments({ filter }));
      await server.finish((writer) => writer.index(names.documents).deleteDocuments([...ids]));
    },
  };
}
