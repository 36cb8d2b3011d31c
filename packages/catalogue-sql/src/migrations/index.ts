import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { beginning } from './0001-beginning.ts';
import { workInHand } from './0002-work-in-hand.ts';
import { shelves } from './0003-shelves.ts';
import { tallies } from './0004-tallies.ts';
import { manyProcesses } from './0005-many-processes.ts';
import { toClear } from './0006-to-clear.ts';
import { toCheck } from './0007-to-check.ts';
import { rights } from './0008-rights.ts';
import { changes } from './0009-changes.ts';
import { accessTokens } from './0010-access-tokens.ts';
import { harvests } from './0011-harvests.ts';
import type { DialectWords } from './dialect-words.ts';

export { type DialectWords, postgresWords, sqliteWords } from './dialect-words.ts';

/** Every change of the schema, by a name that sorts after the one before. Never edited once released: what is wrong is put right by the next. */
export const migrationsFor = (words: DialectWords): Readonly<Record<string, Migration>> => ({
  '0001-beginning': { up: (db: Kysely<unknown>) => beginning(db, words) },
  '0002-work-in-hand': { up: workInHand },
  '0003-shelves': { up: shelves },
  '0004-tallies': { up: (db: Kysely<unknown>) => tallies(db, words) },
  '0005-many-processes': { up: (db: Kysely<unknown>) => manyProcesses(db, words) },
  '0006-to-clear': { up: (db: Kysely<unknown>) => toClear(db, words) },
  '0007-to-check': { up: (db: Kysely<unknown>) => toCheck(db, words) },
  '0008-rights': { up: (db: Kysely<unknown>) => rights(db, words) },
  '0009-changes': { up: (db: Kysely<unknown>) => changes(db, words) },
  '0010-access-tokens': { up: (db: Kysely<unknown>) => accessTokens(db, words) },
  '0011-harvests': { up: (db: Kysely<unknown>) => harvests(db, words) },
});
