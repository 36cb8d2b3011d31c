import type { CreateTableBuilder } from 'kysely';
import type { DialectWords } from './dialect-words.ts';

/** A table of what goes with its document. */
export const ofDocument = <Table extends string>(table: CreateTableBuilder<Table>, { textType }: DialectWords) =>
  table.addColumn('document_id', textType, (column) => column.notNull().references('document.id').onDelete('cascade'));
