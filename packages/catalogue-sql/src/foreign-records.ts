import { Failure } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { foreignRecordOf } from './foreign-row.ts';

type ForeignRecords = Pick<Catalogue, 'setUnseenGone' | 'foreignRecord' | 'foreignRecordsNamed' | 'foreignRecords'>;

/** Records of other repositories. */
export function createForeignRecords({ db }: CatalogueTools): ForeignRecords {
  const rows = db
    .selectFrom('foreign_record')
    .selectAll()
    // Those of a removed source are still there until the index has forgotten them.
    .where('source', 'not in', (removed) =>
      removed.selectFrom('source').select('source.code').where('source.is_removed', '=', 1),
    );
  return {
    async setUnseenGone(code, seenAt, limit) {
      const { numUpdatedRows } = await db
        .updateTable('foreign_record')
        .set(({ eb }) => ({ is_gone: 1, is_indexed: 0, version: eb('version', '+', 1) }))
        .where('id', 'in', (unseen) =>
          unseen
            .selectFrom('foreign_record')
            .select('id')
            .where('source', '=', code)
            .where('is_gone', '=', 0)
            .where('seen_at', '!=', seenAt)
            .limit(limit),
        )
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    },

    async foreignRecord(id) {
      const row = await rows.where('id', '=', id).where('is_gone', '=', 0).executeTakeFirst();
      if (row) return foreignRecordOf(row);
      throw new Failure('missing', 'foreign-record.missing', 'That record is not there, or no more.', {
        details: { id },
      });
    },

    async foreignRecordsNamed(ids) {
      if (ids.length === 0) return [];
      return (
        await rows
          .where('id', 'in', [...ids])
          .where('is_gone', '=', 0)
          .execute()
      ).map(foreignRecordOf);
    },

    async foreignRecords(code, { after, limit }) {
      let query = rows.orderBy('id').limit(limit);
      query = code === null ? query.where('is_gone', '=', 0) : query.where('source', '=', code);
      if (after !== undefined) query = query.where('id', '>', after);
      return (await query.execute()).map(foreignRecordOf);
    },
  };
}
