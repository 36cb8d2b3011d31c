import type { ColumnDefinitionBuilder } from 'kysely';

/** The few words in which databases differ when tables are made. */
export type DialectWords = {
  readonly counterType: 'integer' | 'serial';
  /** Makes a column the primary key that counts by itself and never gives a number out twice. */
  readonly counter: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
};

export const sqliteWords: DialectWords = {
  counterType: 'integer',
  counter: (column) => column.primaryKey().autoIncrement(),
};
