import { type Checksum, Failure, type FailureNote, parseChecksum } from '@diachi/domain';
import { BACKUP_NAME, type BackupName } from './backup-keys.ts';

/** What could not be backed up as it should have been. */
export type BackupProblem = { readonly key: string; readonly failure: FailureNote };

/** What a whole backup says of itself. */
export type BackupSummary = {
  readonly version: 1;
  readonly name: BackupName;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  readonly objects: number;
  readonly bytes: number;
  /** Of those, what no backup before had. */
  readonly newObjects: number;
  readonly newBytes: number;
  /** Documents in the catalogue before its copy was made and after; between them lies what the copy has. */
  readonly documents: { readonly before: number; readonly after: number };
  readonly listing: Checksum;
  readonly catalogue: Checksum;
  readonly problems: readonly BackupProblem[];
};

/** Reads a summary back. Fails with `backup.unreadable` (invalid). */
export function parseBackupSummary(raw: Uint8Array, name: BackupName): BackupSummary {
  try {
    const told = JSON.parse(Buffer.from(raw).toString('utf8')) as BackupSummary;
    if (told.version !== 1 || told.name !== name || !BACKUP_NAME.test(told.name)) throw new Error('of another backup');
    const counts = [
      told.objects,
      told.bytes,
      told.newObjects,
      told.newBytes,
      told.documents.before,
      told.documents.after,
    ];
    if (!counts.every((count) => Number.isInteger(count) && count >= 0)) throw new Error('a count is none');
    parseChecksum(told.listing);
    parseChecksum(told.catalogue);
    if (!Array.isArray(told.problems) || Number.isNaN(Date.parse(told.finishedAt))) throw new Error('of another form');
    return told;
  } catch (cause) {
    const message = `What backup ${name} says of itself cannot be read. Restore another one.`;
    throw new Failure('invalid', 'backup.unreadable', message, { cause, details: { name } });
  }
}
