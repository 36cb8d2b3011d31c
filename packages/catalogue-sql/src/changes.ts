import { Failure } from '@diachi/domain';
import type { ChangeFilter, ChangeStretch, Changes, DocumentChange } from '@diachi/ports';
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { CatalogueTools, Within } from './catalogue-tools.ts';
import { rememberGone } from './note-change.ts';
import type { Tables } from './tables.ts';

/** What happened to documents, as it is told to everybody. */
export const createChanges = ({ db, now, changeTimes, transact }: CatalogueTools): Changes => ({
  async changes(filter, stretch) {
    const place = stretch.after === undefined ? null : parsePlace(stretch.after);
    // Before what is listed is read: what can be seen afterwards may be more, never less.
    const asOf = await changeTimes.asOf(db);
    const rows = await inOrder(between(changesIn(db, filter), filter, place, stretch.order), stretch)
      .selectAll()
      .limit(stretch.limit + 1)
      .execute();
    const shown = rows.slice(0, stretch.limit);
    const last = shown.at(-1);
    return {
      changes: shown.map(changeOf),
      next: last && rows.length > stretch.limit ? `${last.at}_${last.id}` : null,
      asOf,
    };
  },

  async countChanges(filter) {
    if (filter.from !== undefined || filter.until !== undefined) {
      const { count } = await between(changesIn(db, filter), filter, null, 'oldest-first')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    }
    let query = db.selectFrom('change_tally').select(({ fn }) => fn.sum<number | null>('count').as('count'));
    if (filter.library !== undefined) query = query.where('library', '=', filter.library);
    if (filter.collection !== undefined) query = query.where('collection', '=', filter.collection);
    if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
    if (filter.isGone !== undefined) query = query.where('is_gone', '=', Number(filter.isGone));
    return Number((await query.executeTakeFirst())?.count ?? 0);
  },

  async changeShelves() {
    const rows = await db
      .selectFrom('change_tally')
      .select(({ fn }) => [
        'library',
        'collection',
        'kind',
        fn.sum<number>(sql`case when is_gone = 0 then count else 0 end`).as('there'),
        fn.sum<number>(sql`case when is_gone = 1 then count else 0 end`).as('gone'),
      ])
      .where('count', '>', 0)
      .groupBy(['library', 'collection', 'kind'])
      .orderBy('library')
      .orderBy('collection')
      .orderBy('kind')
      .execute();
    return rows.map(({ there, gone, ...shelf }) => ({ ...shelf, there: Number(there), gone: Number(gone) }));
  },

  async earliestChange() {
    const row = await db.selectFrom('change').select('at').orderBy('at').limit(1).executeTakeFirst();
    return row?.at ?? null;
  },

  async changeOf(id) {
    const row = await db.selectFrom('change').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? changeOf(row) : null;
  },

  rememberGone: ({ mergedInto, ...gone }) =>
    transact((trx) => rememberGone({ now, changeTimes }, trx, { ...gone, merged_into: mergedInto })),
});

type Listed = SelectQueryBuilder<Tables, 'change', object>;
type Place = { readonly at: string; readonly id: string };

function changesIn(db: Within, { library, collection, kind, isGone }: ChangeFilter): Listed {
  let query: Listed = db.selectFrom('change');
  if (library !== undefined) query = query.where('library', '=', library);
  if (collection !== undefined) query = query.where('collection', '=', collection);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (isGone !== undefined) query = query.where('is_gone', '=', Number(isGone));
  return query;
}

/** Where a stretch goes on takes the place of the end it began at: an index has one beginning. */
function between(query: Listed, { from, until }: ChangeFilter, place: Place | null, order: ChangeStretch['order']) {
  const isOldestFirst = order === 'oldest-first';
  let within = query;
  if (from !== undefined && !(place && isOldestFirst)) within = within.where('at', '>=', from);
  if (until !== undefined && !(place && !isOldestFirst)) within = within.where('at', '<=', until);
  if (!place) return within;
  const { at, id } = place;
  return within.where(
    isOldestFirst ? sql<boolean>`(at, id) > (${at}, ${id})` : sql<boolean>`(at, id) < (${at}, ${id})`,
  );
}

function inOrder(query: Listed, { order }: ChangeStretch): Listed {
  const direction = order === 'oldest-first' ? 'asc' : 'desc';
  return query.orderBy('at', direction).orderBy('id', direction);
}

const changeOf = (row: Selectable<Tables['change']>): DocumentChange => ({
  id: row.id,
  at: row.at,
  isGone: row.is_gone === 1,
  mergedInto: row.merged_into,
  library: row.library,
  collection: row.collection,
  kind: row.kind,
});

function parsePlace(after: string): Place {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)_([0-9a-z]{1,32})$/.exec(after) ?? [];
  if (at && id) return { at, id };
  throw new Failure('invalid', 'stretch.bad-after', 'That is not where a list of changes went on.');
}
