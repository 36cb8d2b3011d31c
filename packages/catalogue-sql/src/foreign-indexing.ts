import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { foreignRecordOf } from './foreign-row.ts';
import { dropIfEmpty } from './sources.ts';

type ForeignIndexing = Pick<
  Catalogue,
  'foreignToIndex' | 'setForeignIndexed' | 'countForeignIndexed' | 'forgetForeignIndexed'
>;

/** What the search index holds of records of other repositories. */
export function createForeignIndexing({ db, transact }: CatalogueTools): ForeignIndexing {
  return {
    async foreignToIndex(limit) {
      const found = await db
        .selectFrom('foreign_record')
        .selectAll()
        .where('is_indexed', '=', 0)
        .orderBy('id')
        .limit(limit)
        .execute();
      return found.map((row) => ({ ...foreignRecordOf(row), version: row.version }));
    },

    setForeignIndexed: (records) =>
      transact(async (trx) => {
        for (const { id, version } of records) {
          await trx
            .updateTable('foreign_record')
            .set({ is_indexed: 1 })
            .where('id', '=', id)
            .where('version', '=', version)
            .execute();
        }
        const removed = await trx.selectFrom('source').select('code').where('is_removed', '=', 1).execute();
        for (const { code } of removed) {
          await trx.deleteFrom('foreign_record').where('source', '=', code).where('is_indexed', '=', 1).execute();
          await dropIfEmpty(trx, code);
        }
      }),

    async countForeignIndexed() {
      const { count } = await db
        .selectFrom('foreign_record')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('is_indexed', '=', 1)
        .where('is_gone', '=', 0)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async forgetForeignIndexed() {
      await db.updateTable('foreign_record').set({ is_indexed: 0 }).where('is_gone', '=', 0).execute();
    },
  };
}
