export { type BackUpTools, backUp } from './back-up.ts';
export { type BackupName, backupName } from './backup-keys.ts';
export { backupSettings } from './backup-settings.ts';
export type { BackupProblem, BackupSummary } from './backup-summary.ts';
export { type CheckReport, checkRestored } from './check-restored.ts';
export { findBackups, readBackup } from './find-backups.ts';
export { outdated, prune, type Retention } from './prune.ts';
export { type RestoredObjects, restoreObjects } from './restore-objects.ts';
