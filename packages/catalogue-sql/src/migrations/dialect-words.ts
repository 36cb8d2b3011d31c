import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { postgresTriggers } from './postgres-triggers.ts';
import { sqliteTriggers } from './sqlite-triggers.ts';
import type { Triggers } from './triggers.ts';

/** The few words in which databases differ when tables are made. */
export type DialectWords = {
  /** Text that is compared and sorted byte by byte, whatever the locale of the server. */
  readonly textType: ColumnType;
  readonly counterType: ColumnType;
  /** Makes a column the primary key that counts by itself and never gives a number out twice. */
  readonly counter: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** What a row of the tally is known by. */
  readonly tallyKey: (table: TallyTable, countedBy: readonly string[]) => TallyTable;
  /** How rows are counted as they are written. */
  readonly triggers: Triggers;
  readonly hasTable: (db: Kysely<Tables>, name: string) => Promise<boolean>;
};

type ColumnType = 'text' | 'integer' | 'bigserial' | RawBuilder<unknown>;
type TallyTable = CreateTableBuilder<'tally', string>;

export const sqliteWords: DialectWords = {
  textType: 'text',
  counterType: 'integer',
  counter: (column) => column.primaryKey().autoIncrement(),
  // One row for all that is counted together.
  tallyKey: (table, countedBy) => table.addPrimaryKeyConstraint('tally_key', [...countedBy]),
  triggers: sqliteTriggers,
  async hasTable(db, name) {
    const { rows } = await sql`select 1 from sqlite_schema where type = 'table' and name = ${name}`.execute(db);
    return rows.length > 0;
  },
};

export const postgresWords: DialectWords = {
  textType: sql`text collate "C"`,
  counterType: 'bigserial',
  counter: (column) => column.primaryKey(),
  // As many rows as transactions wrote since they were summed up.
  tallyKey: (table) => table.addColumn('number', 'bigserial', (column) => column.primaryKey()),
  triggers: postgresTriggers,
  async hasTable(db, name) {
    const { rows } = await sql`select 1 where to_regclass(quote_ident(${name})) is not null`.execute(db);
    return rows.length > 0;
  },
};
