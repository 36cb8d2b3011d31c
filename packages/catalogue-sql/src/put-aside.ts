import { existsSync, renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isFailure } from '@diachi/domain';
import { sqliteFailure } from './sqlite-failure.ts';
import { APPLICATION } from './sqlite-file.ts';

/**
 * Looks whether the catalogue is whole, every page of its file, and puts one that is not aside with what belongs to it: `….damaged-20300131T081500`.
 * Answers where it lies now, or null when it is whole or there is none. For who has the catalogue to himself, and can make it again.
 */
export function putAsideDamagedCatalogue(path: string, now: Date = new Date()): string | null {
  if (!existsSync(path) || isWhole(path)) return null;
  const aside = `${path}.damaged-${now.toISOString().replace(/[-:]|\.\d+Z$/g, '')}`;
  // The file itself last: broken off before, it is found damaged again.
  for (const ending of ['-wal', '-shm', '-journal', '']) {
    if (existsSync(path + ending)) renameSync(path + ending, aside + ending);
  }
  return aside;
}

/** Fails, as `sqliteFailure` says, only with what is not the file's fault. */
function isWhole(path: string): boolean {
  try {
    // Nothing may be written to a file that is damaged, or somebody else's.
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    try {
      const ask = (sql: string) => Object.values(database.prepare(sql).get() ?? {})[0];
      const isNew = ask('select count(*) from sqlite_schema') === 0;
      if (!isNew && ask('pragma application_id') !== APPLICATION) return false;
      return ask('pragma integrity_check(1)') === 'ok';
    } finally {
      database.close();
    }
  } catch (thrown) {
    const failure = sqliteFailure(path, thrown);
    if (isFailure(failure) && (failure.code === 'catalogue.damaged' || failure.code === 'catalogue.foreign'))
      return false;
    throw failure;
  }
}
