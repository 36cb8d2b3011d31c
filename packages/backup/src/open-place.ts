import { openStore } from '@diachi/cluster';
import type { ObjectStore } from '@diachi/ports';
import { ConfigError } from '@diachi/process';
import { createFileObjectStore } from '@diachi/store-files';
import type { BackupConfig } from './backup-settings.ts';
import { provideBuckets } from './provide-buckets.ts';

/** Opens where backups lie, and makes it when it is not there. Throws `ConfigError` when it is not said where, or said twice. */
export async function openPlace(config: BackupConfig, scratchFolder: string): Promise<ObjectStore> {
  const { folder, placeEndpoint } = config;
  if ((folder === '') === (placeEndpoint === null)) {
    throw new ConfigError('The configuration cannot be used:\n  Set BACKUP_FOLDER or BACKUP_S3_ENDPOINT, one of them.');
  }
  if (placeEndpoint === null) return createFileObjectStore({ folder });
  const place = {
    storeEndpoint: placeEndpoint,
    storeRegion: config.placeRegion,
    storeAccessKey: config.placeAccessKey,
    storeSecretKey: config.placeSecretKey,
    storeBucket: config.placeBucket,
    isStorePathStyle: config.isPlacePathStyle,
    storePublicEndpoint: null,
  };
  await provideBuckets(place);
  return openStore(place, scratchFolder);
}
