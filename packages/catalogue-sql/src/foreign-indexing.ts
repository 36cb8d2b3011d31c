import type { DocumentId, SourceCode } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { Transaction } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import { foreignRecordOf } from './foreign-row.ts';
import { dropIfEmpty } from './sources.ts';
import type { Tables } from './tables.ts';

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
        const removed = await trx.selectFrom('source').select('code').where('is_removed', '=', 1).execute();
        const codes = removed.map(({ code }) => code);
        for (const { id, version } of records) {
          const known = { id, version };
          // Of a source that was removed nothing is kept once the index has forgotten it.
          if (codes.length > 0) await forget(trx, codes, known);
          await trx
            .updateTable('foreign_record')
            .set({ is_indexed: 1 })
            .where('id', '=', id)
            .where('version', '=', version)
            .execute();
        }
        for (const code of codes) await dropIfEmpty(trx, code);
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

const forget = (
  trx: Transaction<Tables>,
  codes: readonly SourceCode[],
  { id, version }: { readonly id: DocumentId; readonly version: number },
) =>
  trx
    .deleteFrom('foreign_record')
    .where('id', '=', id)
    .where('version', '=', version)
    .where('source', 'in', codes)
    .execute();
