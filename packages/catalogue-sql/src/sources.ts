import { Failure, type HarvestSource, type HarvestState, NEVER_HARVESTED, type SourceCode } from '@diachi/domain';
import type { Catalogue, KnownSource } from '@diachi/ports';
import type { Selectable, Transaction } from 'kysely';
import type { CatalogueTools, Within } from './catalogue-tools.ts';
import { createKeepRecords } from './keep-records.ts';
import type { Tables } from './tables.ts';

type SourceRow = Selectable<Tables['source']>;

type Sources = Pick<
  Catalogue,
  'sources' | 'listedSources' | 'source' | 'addSource' | 'changeSource' | 'removeSource' | 'keepHarvest' | 'keepRecords'
>;

/** Other repositories, and how far their harvests are. */
export function createSources({ db, transact }: CatalogueTools): Sources {
  return {
    async sources() {
      const rows = await db.selectFrom('source').selectAll().where('is_removed', '=', 0).orderBy('code').execute();
      const counts = await countOf(db);
      return rows.map((row) => knownOf(row, counts.get(row.code) ?? 0));
    },

    async listedSources() {
      const rows = await db.selectFrom('source').select('source').where('is_removed', '=', 0).orderBy('code').execute();
      return rows.map(({ source }) => JSON.parse(source) as HarvestSource);
    },

    async source(code) {
      const row = await rowOf(db, code);
      const counts = await countOf(db, code);
      return knownOf(row, counts.get(code) ?? 0);
    },

    async addSource(source) {
      const row = { ...written(source, NEVER_HARVESTED), code: source.code, is_removed: 0 };
      const adding = db
        .insertInto('source')
        .values(row)
        .onConflict((conflict) => conflict.doNothing());
      const { numInsertedOrUpdatedRows: added } = await adding.executeTakeFirstOrThrow();
      if (added !== 1n) throw sourceExists(source.code);
    },

    changeSource: (source) =>
      transact(async (trx) => {
        const known = sourceOf(await rowOf(trx, source.code));
        const state = isAskedAlike(known.source, source)
          ? known.state
          : { ...known.state, from: null, place: null, notBefore: null };
        await trx.updateTable('source').set(written(source, state)).where('code', '=', source.code).execute();
      }),

    removeSource: (code) =>
      transact(async (trx) => {
        // Its records, of which there may be a million, go with what the index is told to forget.
        await trx.updateTable('source').set({ is_removed: 1 }).where('code', '=', code).execute();
        await dropIfEmpty(trx, code);
      }),

    keepHarvest: (source, state) =>
      transact(async (trx) => {
        if (!(await isStillAsked(trx, source))) return false;
        await trx
          .updateTable('source')
          .set({ state: JSON.stringify(state) })
          .where('code', '=', source.code)
          .execute();
        return true;
      }),

    keepRecords: createKeepRecords(transact, isStillAsked),
  };
}

/** Removes what is left of a removed source when none of its records is. */
export async function dropIfEmpty(trx: Transaction<Tables>, code: SourceCode): Promise<void> {
  const left = await trx.selectFrom('foreign_record').select('id').where('source', '=', code).limit(1).execute();
  if (left.length > 0) return;
  await trx.deleteFrom('source').where('code', '=', code).where('is_removed', '=', 1).execute();
}

/** Changed or removed meanwhile, what was asked of it is of no use. Nobody changes it before the transaction ends. */
async function isStillAsked(trx: Transaction<Tables>, source: HarvestSource): Promise<boolean> {
  // An update that changes nothing holds the row, in every database.
  const held = trx.updateTable('source').set({ is_removed: 0 }).where('code', '=', source.code);
  const { numUpdatedRows } = await held.where('is_removed', '=', 0).executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  const row = await rowOf(trx, source.code);
  return isAskedAlike(sourceOf(row).source, source);
}

const isAskedAlike = (one: HarvestSource, other: HarvestSource): boolean =>
  one.address === other.address && one.metadataPrefix === other.metadataPrefix && one.set === other.set;

async function rowOf(db: Within, code: SourceCode): Promise<SourceRow> {
  const row = await db
    .selectFrom('source')
    .selectAll()
    .where('code', '=', code)
    .where('is_removed', '=', 0)
    .executeTakeFirst();
  if (row) return row;
  throw new Failure('missing', 'repository.missing', 'No repository is harvested under this code.', {
    details: { code },
  });
}

async function countOf(db: Within, code?: SourceCode): Promise<ReadonlyMap<SourceCode, number>> {
  let query = db
    .selectFrom('foreign_record')
    .select(({ fn }) => ['source', fn.countAll<number>().as('count')])
    .where('is_gone', '=', 0)
    .groupBy('source');
  if (code !== undefined) query = query.where('source', '=', code);
  return new Map((await query.execute()).map(({ source, count }) => [source, Number(count)]));
}

const written = (source: HarvestSource, state: HarvestState) => ({
  source: JSON.stringify(source),
  state: JSON.stringify(state),
});

const sourceOf = (row: SourceRow) => ({
  source: JSON.parse(row.source) as HarvestSource,
  state: JSON.parse(row.state) as HarvestState,
});

const knownOf = (row: SourceRow, records: number): KnownSource => ({ ...sourceOf(row), records });

const sourceExists = (code: SourceCode) =>
  new Failure('conflict', 'repository.exists', `Another source has the code ${code}, or had it a moment ago.`, {
    details: { code },
  });
