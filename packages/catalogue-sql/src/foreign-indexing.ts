import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentId, SourceCode } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { ExpressionBuilder, Transaction } from 'kysely';
import type { CatalogueTools, Within } from './catalogue-tools.ts';
import { foreignRecordOf } from './foreign-row.ts';
import { dropIfEmpty } from './sources.ts';
import type { Tables } from './tables.ts';

type ForeignIndexing = Pick<
  Catalogue,
  'foreignToIndex' | 'setForeignIndexed' | 'countForeignIndexed' | 'forgetForeignIndexed'
>;

const FORGOTTEN_AT_ONCE = 2_000;

/** What the search index holds of records of other repositories. */
export function createForeignIndexing({ db, transact }: CatalogueTools): ForeignIndexing {
  return {
    async foreignToIndex(limit) {
      const removed = await removedSources(db);
      for (const code of removed) {
        for (let more = true; more; await nextTurn()) more = await transact((trx) => putAside(trx, code, limit));
      }
      const next = db.selectFrom('foreign_record').selectAll().where('is_indexed', '=', 0).orderBy('id').limit(limit);
      let found = await next.execute();
      const left = found.filter((row) => row.is_gone === 0 && removed.includes(row.source));
      if (left.length > 0) {
        // Never in the index, and beyond what was put aside: what is told as gone has to be gone here too.
        const ids = left.map(({ id }) => id);
        await db.updateTable('foreign_record').set(toForget).where('id', 'in', ids).where('is_gone', '=', 0).execute();
        found = await next.execute();
      }
      return found.map((row) => ({ ...foreignRecordOf(row), version: row.version }));
    },

    setForeignIndexed: (records) =>
      transact(async (trx) => {
        const codes = await removedSources(trx);
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
      // A million in one statement would hold up everybody else.
      for (let more = true; more; ) {
        const { numUpdatedRows } = await db
          .updateTable('foreign_record')
          .set({ is_indexed: 0 })
          .where('id', 'in', (indexed) =>
            indexed
              .selectFrom('foreign_record')
              .select('id')
              .where('is_indexed', '=', 1)
              .where('is_gone', '=', 0)
              .limit(FORGOTTEN_AT_ONCE),
          )
          .executeTakeFirstOrThrow();
        more = numUpdatedRows > 0n;
        await nextTurn();
      }
    },
  };
}

const toForget = ({ eb }: ExpressionBuilder<Tables, 'foreign_record'>) => ({
  ...{ is_gone: 1, is_indexed: 0 },
  version: eb('version', '+', 1),
});

const removedSources = async (db: Within): Promise<readonly SourceCode[]> => {
  const removed = await db.selectFrom('source').select('code').where('is_removed', '=', 1).execute();
  return removed.map(({ code }) => code);
};

/**
 * The next few records of a source that was removed: what the index holds it has to forget; what it forgot long ago goes. Answers whether there is
 * more of the latter.
 */
async function putAside(trx: Transaction<Tables>, code: SourceCode, limit: number): Promise<boolean> {
  const next = trx.selectFrom('foreign_record').select('id').where('source', '=', code).limit(limit);
  await trx
    .updateTable('foreign_record')
    .set(toForget)
    .where('id', 'in', next.where('is_gone', '=', 0))
    .execute();
  const { numDeletedRows } = await trx
    .deleteFrom('foreign_record')
    .where('id', 'in', next.where('is_gone', '=', 1).where('is_indexed', '=', 1))
    .executeTakeFirstOrThrow();
  await dropIfEmpty(trx, code);
  return numDeletedRows === BigInt(limit);
}

/** Only what was told as gone: one whose source was removed while it was being put into the index has still to be taken out of it. */
const forget = (
  trx: Transaction<Tables>,
  codes: readonly SourceCode[],
  { id, version }: { readonly id: DocumentId; readonly version: number },
) =>
  trx
    .deleteFrom('foreign_record')
    .where('id', '=', id)
    .where('version', '=', version)
    .where('is_gone', '=', 1)
    .where('source', 'in', codes)
    .execute();
