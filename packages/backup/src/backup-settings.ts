import { databaseSettings, storeSettings } from '@diachi/cluster';
import { type Config, LOG_LEVELS, parse, type Settings } from '@diachi/process';

/** Where backups lie when it is a bucket: the settings of a store, each with `BACKUP_` before it. */
const placeSettings = {
  placeEndpoint: {
    env: 'BACKUP_S3_ENDPOINT',
    doc: 'the address of the object store that keeps backups, another one than the library’s own; or set BACKUP_FOLDER',
    default: '',
    parse: (written: string) => (written === '' ? null : parse.origin(written)),
  },
  placeRegion: { ...storeSettings.storeRegion, env: 'BACKUP_S3_REGION' },
  placeAccessKey: { ...storeSettings.storeAccessKey, env: 'BACKUP_S3_ACCESS_KEY', default: '', parse: parse.text },
  placeSecretKey: { ...storeSettings.storeSecretKey, env: 'BACKUP_S3_SECRET_KEY', default: '', parse: parse.text },
  placeBucket: {
    ...storeSettings.storeBucket,
    env: 'BACKUP_S3_BUCKET',
    doc: 'the bucket that keeps backups',
    default: 'diachi-backup',
  },
  isPlacePathStyle: { ...storeSettings.isStorePathStyle, env: 'BACKUP_S3_PATH_STYLE' },
} satisfies Settings;

export const backupSettings = {
  ...databaseSettings,
  databaseConnections: { ...databaseSettings.databaseConnections, default: '2' },
  ...storeSettings,
  folder: {
    env: 'BACKUP_FOLDER',
    doc: 'the folder that keeps backups, on a disk of another machine; or set BACKUP_S3_ENDPOINT',
    default: '',
    parse: parse.text,
  },
  ...placeSettings,
  keepDays: {
    env: 'BACKUP_KEEP_DAYS',
    doc: 'days for which every backup is kept',
    default: '30',
    parse: parse.wholeNumber(1, 3_650),
  },
  keepMonths: {
    env: 'BACKUP_KEEP_MONTHS',
    doc: 'months for which the last backup of each month is kept',
    default: '12',
    parse: parse.wholeNumber(0, 600),
  },
  logLevel: {
    env: 'LOG_LEVEL',
    doc: 'how much is written to the standard error, one JSON object a line',
    default: 'info',
    parse: parse.oneOf(...LOG_LEVELS),
  },
  scratchFolder: {
    env: 'SCRATCH_FOLDER',
    doc: 'a folder on this machine for the copy of the catalogue, the list of all objects and one object at a time; the system’s own when not set',
    default: '',
    parse: parse.text,
  },
} satisfies Settings;

export type BackupConfig = Config<typeof backupSettings>;
