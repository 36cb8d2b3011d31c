import type { ForeignRecord, HarvestSource, HarvestState } from '@diachi/domain';
import type { Catalogue, KeptRecords } from '@diachi/ports';
import type { Selectable, Transaction } from 'kysely';
import type { Transact } from './catalogue-tools.ts';
import type { Tables } from './tables.ts';

type Row = Selectable<Tables['foreign_record']>;
type Told = Omit<Row, 'is_indexed' | 'version' | 'seen_at'>;

// Below the number of values every database takes in one statement.
const AT_ONCE = 200;

/** Keeps records that were harvested, with how far the harvest is. */
export const createKeepRecords =
  (
    transact: Transact,
    isStillAsked: (trx: Transaction<Tables>, source: HarvestSource) => Promise<boolean>,
  ): Catalogue['keepRecords'] =>
  (source, { records, stillThere }, seenAt, stateAfter) =>
    transact(async (trx) => {
      if (!(await isStillAsked(trx, source))) return null;
      // Told twice on one page, the last counts.
      const told = [...new Map(records.map((record) => [record.id, record])).values()];
      let kept: KeptRecords = { fresh: 0, changed: 0, same: 0, gone: 0, again: 0 };
      for (let first = 0; first < told.length; first += AT_ONCE) {
        kept = add(kept, await keepSome(trx, told.slice(first, first + AT_ONCE), seenAt));
      }
      for (let first = 0; first < stillThere.length; first += AT_ONCE) {
        await trx
          .updateTable('foreign_record')
          .set({ seen_at: seenAt })
          .where('id', 'in', stillThere.slice(first, first + AT_ONCE))
          .where('is_gone', '=', 0)
          .execute();
      }
      const { state: before } = await trx
        .selectFrom('source')
        .select('state')
        .where('code', '=', source.code)
        .executeTakeFirstOrThrow();
      const state = JSON.stringify(stateAfter(kept, JSON.parse(before) as HarvestState));
      await trx.updateTable('source').set({ state }).where('code', '=', source.code).execute();
      return kept;
    });

async function keepSome(
  trx: Transaction<Tables>,
  records: readonly ForeignRecord[],
  seenAt: string,
): Promise<KeptRecords> {
  const ids = records.map(({ id }) => id);
  const rows = await trx.selectFrom('foreign_record').selectAll().where('id', 'in', ids).execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  let kept: KeptRecords = {
    fresh: 0,
    changed: 0,
    same: 0,
    gone: 0,
    again: rows.filter((row) => row.seen_at === seenAt).length,
  };
  const next: Row[] = [];
  for (const record of records) {
    const before = known.get(record.id);
    const told = columnsOf(record, before);
    const became = becomes(before, told);
    kept = { ...kept, [became]: kept[became] + 1 };
    const isSame = became === 'same';
    next.push({
      ...told,
      seen_at: seenAt,
      // Gone from the beginning, there is nothing to forget.
      is_indexed: isSame ? (before?.is_indexed ?? 1) : Number(before === undefined && record.isGone),
      version: (before?.version ?? 0) + Number(!isSame),
    });
  }
  await trx
    .insertInto('foreign_record')
    .values(next)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        datestamp: ref('excluded.datestamp'),
        record: ref('excluded.record'),
        addresses: ref('excluded.addresses'),
        metadata_prefix: ref('excluded.metadata_prefix'),
        is_gone: ref('excluded.is_gone'),
        is_indexed: ref('excluded.is_indexed'),
        version: ref('excluded.version'),
        seen_at: ref('excluded.seen_at'),
      })),
    )
    .execute();
  return kept;
}

function becomes(before: Row | undefined, told: Told): Exclude<keyof KeptRecords, 'again'> {
  const wasThere = before !== undefined && before.is_gone === 0;
  if (told.is_gone === 1) return wasThere ? 'gone' : 'same';
  if (!wasThere) return 'fresh';
  return before.record === told.record && before.addresses === told.addresses ? 'same' : 'changed';
}

/** One that is gone tells nothing of itself; what was known stays for whoever looks at what was. */
function columnsOf(record: ForeignRecord, before: Row | undefined): Told {
  const keepsOld = record.isGone && before !== undefined;
  return {
    id: record.id,
    source: record.source,
    identifier: record.identifier,
    datestamp: record.datestamp,
    record: keepsOld ? before.record : JSON.stringify(record.record),
    addresses: keepsOld ? before.addresses : JSON.stringify(record.addresses),
    metadata_prefix: record.metadataPrefix,
    is_gone: Number(record.isGone),
  };
}

const add = (one: KeptRecords, other: KeptRecords): KeptRecords => ({
  fresh: one.fresh + other.fresh,
  changed: one.changed + other.changed,
  same: one.same + other.same,
  gone: one.gone + other.gone,
  again: one.again + other.again,
});
