import type { storeSettings } from '@diachi/cluster';
import type { Config } from '@diachi/process';
import { setUpBuckets } from '@diachi/store-minio';

/** Makes the buckets of a store that are not there yet. Fails with `store.unavailable`. */
export async function provideBuckets(config: Config<typeof storeSettings>): Promise<void> {
  await setUpBuckets({
    endpoint: config.storeEndpoint,
    region: config.storeRegion,
    accessKey: config.storeAccessKey,
    secretKey: config.storeSecretKey,
    bucket: config.storeBucket,
    isPathStyle: config.isStorePathStyle,
  });
}
