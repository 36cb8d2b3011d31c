import type { Checksum } from '@diachi/domain';

/** Names one backup: the moment it was begun, in UTC, so that names are in the order of time. */
export type BackupName = string;

export const BACKUP_NAME = /^\d{8}t\d{6}z$/;

export const backupName = (at: Date): BackupName =>
  `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase()}z`;

/** When a backup was begun, as its name tells. */
export const backupTime = (name: BackupName): Date =>
  new Date(name.replace(/^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)z$/, '$1-$2-$3T$4:$5:$6Z'));

/** How a place of backups is laid out: bytes by their checksum, once however many backups have them, and what each backup consists of. */
export const backupKeys = {
  bytes: (checksum: Checksum) => `bytes/${checksum.slice(0, 2)}/${checksum}`,
  allBytes: () => 'bytes/',
  backups: () => 'backups/',
  /** Every object of the library, in the order of the keys, one JSON object a line. */
  listing: (name: BackupName) => `backups/${name}/objects.jsonl`,
  catalogue: (name: BackupName) => `backups/${name}/catalogue.dump`,
  /** Written last: a backup without it was broken off. */
  summary: (name: BackupName) => `backups/${name}/backup.json`,
};
