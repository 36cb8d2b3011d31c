import { Failure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { type BackupName, backupKeys, backupTime } from './backup-keys.ts';
import { measure } from './copy-checked.ts';
import { findBackups, readBackup } from './find-backups.ts';
import { readListing } from './listing.ts';

export type Retention = {
  /** Every backup that is younger is kept. */
  readonly keepDays: number;
  /** Of older ones, the last of each month is kept for so many months. */
  readonly keepMonths: number;
};

const DAY_MS = 86_400_000;
const MONTH_DAYS = 31;
/** Checksums kept in memory while bytes that nobody names are looked for: about 100 MB. */
const NAMED_AT_ONCE = 1_000_000;

/** Names of the backups that may go: neither young, nor the last of their month, and never the newest whole one. */
export function outdated(
  backups: readonly { readonly name: BackupName; readonly isWhole: boolean }[],
  { keepDays, keepMonths }: Retention,
  now: Date,
): readonly BackupName[] {
  const whole = backups
    .filter(({ isWhole }) => isWhole)
    .map(({ name }) => name)
    .toSorted();
  const lastOfMonth = new Set(new Map(whole.map((name) => [name.slice(0, 6), name])).values());
  const ageDays = (name: BackupName) => (now.getTime() - backupTime(name).getTime()) / DAY_MS;
  const isKept = (name: BackupName) =>
    ageDays(name) <= keepDays ||
    name === whole.at(-1) ||
    (lastOfMonth.has(name) && ageDays(name) <= keepMonths * MONTH_DAYS);
  return backups.map(({ name }) => name).filter((name) => !isKept(name));
}

/**
 * Removes outdated backups, and the bytes that none of those left names. A backup that cannot be read stops it before anything goes
 * (`backup.unreadable`): bytes might be what it names. Not while a backup is being made.
 */
export async function prune(
  place: ObjectStore,
  retention: Retention,
  now: Date,
): Promise<{ readonly backups: number; readonly objects: number }> {
  const backups = await findBackups(place);
  const gone = new Set(outdated(backups, retention, now));
  const left = backups.filter(({ name, isWhole }) => isWhole && !gone.has(name)).map(({ name }) => name);
  let listed = 0;
  for (const name of left) listed += await countListed(place, name);

  // The summary first: what is half removed is no backup any more.
  for (const name of gone) {
    for (const key of [backupKeys.summary(name), backupKeys.listing(name), backupKeys.catalogue(name)]) {
      await place.remove(key);
    }
  }
  let objects = 0;
  for (const prefixes of partsOf(listed)) objects += await removeUnnamed(place, left, prefixes);
  return { backups: gone.size, objects };
}

/** First two letters of checksums, in as many parts as keep what is named in memory. */
function partsOf(listed: number): readonly ReadonlySet<string>[] {
  const prefixes = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'));
  const size = Math.max(1, Math.floor((256 * NAMED_AT_ONCE) / Math.max(listed, 1)));
  const parts: ReadonlySet<string>[] = [];
  for (let at = 0; at < prefixes.length; at += size) parts.push(new Set(prefixes.slice(at, at + size)));
  return parts;
}

async function removeUnnamed(
  place: ObjectStore,
  backups: readonly BackupName[],
  prefixes: ReadonlySet<string>,
): Promise<number> {
  const named = new Set<string>();
  for (const name of backups) {
    for await (const { checksum } of readListing(() => place.read(backupKeys.listing(name)))) {
      if (prefixes.has(checksum.slice(0, 2))) named.add(checksum);
    }
  }
  let objects = 0;
  for (const prefix of prefixes) {
    for await (const key of place.list(`${backupKeys.allBytes()}${prefix}/`)) {
      if (named.has(key.slice(key.lastIndexOf('/') + 1))) continue;
      await place.remove(key);
      objects += 1;
    }
  }
  return objects;
}

async function countListed(place: ObjectStore, name: BackupName): Promise<number> {
  const { listing, objects } = await readBackup(place, name);
  if ((await measure(await place.read(backupKeys.listing(name)))).checksum === listing) return objects;
  throw new Failure('invalid', 'backup.unreadable', `The listing of backup ${name} is damaged. Nothing was removed.`, {
    details: { name },
  });
}
