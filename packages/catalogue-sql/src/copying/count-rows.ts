import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

const TABLES = [
  'document',
  'original',
  'page',
  'finished_step',
  'library',
  'person',
  'access_token',
  'audit',
  'change',
  'source',
  'foreign_record',
] as const;

/** How much there is of everything that is copied. */
export type CopiedRows = Readonly<Record<(typeof TABLES)[number], number>>;

export async function countRows(db: Kysely<Tables>): Promise<CopiedRows> {
  const counts: [string, number][] = [];
  for (const table of TABLES) {
    const { count } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    counts.push([table, Number(count)]);
  }
  return Object.fromEntries(counts) as CopiedRows;
}
