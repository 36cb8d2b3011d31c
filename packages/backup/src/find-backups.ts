import { Failure, isFailure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { BACKUP_NAME, type BackupName, backupKeys } from './backup-keys.ts';
import { type BackupSummary, parseBackupSummary } from './backup-summary.ts';
import { measure } from './copy-checked.ts';

/** Names of all backups that were begun, oldest first, and whether they were finished. */
export async function findBackups(
  place: Pick<ObjectStore, 'list'>,
): Promise<readonly { readonly name: BackupName; readonly isWhole: boolean }[]> {
  const found = new Map<BackupName, boolean>();
  for await (const key of place.list(backupKeys.backups())) {
    const name = key.split('/')[1] ?? '';
    if (BACKUP_NAME.test(name)) found.set(name, (found.get(name) ?? false) || key === backupKeys.summary(name));
  }
  return [...found].map(([name, isWhole]) => ({ name, isWhole }));
}

/** What one backup says of itself, or the newest whole one. Fails with `backup.none` (missing) or `backup.unreadable`. */
export async function readBackup(place: ObjectStore, name?: BackupName): Promise<BackupSummary> {
  const whole = (await findBackups(place)).filter(({ isWhole }) => isWhole).map((backup) => backup.name);
  const chosen = name === undefined ? whole.at(-1) : whole.find((one) => one === name);
  if (chosen === undefined) {
    throw new Failure(
      'missing',
      'backup.none',
      `There is no whole backup${name ? ` called ${name}` : ''} in this place.`,
      {
        details: { name: name ?? '' },
      },
    );
  }
  return parseBackupSummary(await place.get(backupKeys.summary(chosen)), chosen);
}

/** The newest backup whose listing is still as it was written; null when there is none. */
export async function lastGoodBackup(place: ObjectStore): Promise<BackupSummary | null> {
  for (const { name, isWhole } of (await findBackups(place)).toReversed()) {
    if (!isWhole) continue;
    try {
      const summary = await readBackup(place, name);
      if ((await measure(await place.read(backupKeys.listing(name)))).checksum === summary.listing) return summary;
    } catch (thrown) {
      // One that cannot be used must not keep the next from being made.
      if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
    }
  }
  return null;
}
