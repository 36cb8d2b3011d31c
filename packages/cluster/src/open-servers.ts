import { allJobs, type Job, rebuildCatalogueJob } from '@diachi/jobs';
import type { Catalogue, JobQueue, ObjectStore, SearchIndex } from '@diachi/ports';
import type { Config, Log } from '@diachi/process';
import type { databaseSettings, indexSettings, queueSettings, storeSettings } from './server-settings.ts';

/*
 * Each loads its adapter only when it is called: a worker that never searches does not carry the search server's client.
 * All fail as their ports do when the server is away.
 */

/** The catalogue in PostgreSQL, brought up to this program's version. */
export async function openCatalogue(config: Config<typeof databaseSettings>): Promise<Catalogue> {
  const { createPostgresCatalogue } = await import('@diachi/catalogue-sql');
  return createPostgresCatalogue({ url: config.databaseUrl.href, poolSize: config.databaseConnections });
}

/** The store on an S3 server. Files that are lent lie in `scratchFolder`. */
export async function openStore(
  config: StoreConfig,
  scratchFolder: string,
): Promise<ObjectStore & { close(): Promise<void> }> {
  const { createMinioObjectStore } = await import('@diachi/store-minio');
  return createMinioObjectStore({ ...storeOptions(config), scratchFolder });
}

export type StoreConfig = Config<typeof storeSettings> & {
  /** Where readers' browsers reach it; only whoever sends readers there knows. */
  readonly storePublicEndpoint?: URL | null;
};

/** What `openStore` and `setUpBuckets` say to the server alike. */
export const storeOptions = (config: StoreConfig) => ({
  endpoint: config.storeEndpoint,
  region: config.storeRegion,
  accessKey: config.storeAccessKey,
  secretKey: config.storeSecretKey,
  bucket: config.storeBucket,
  isPathStyle: config.isStorePathStyle,
  ...(config.storePublicEndpoint && { publicEndpoint: config.storePublicEndpoint }),
});

/** Every job the queue of a cluster knows. */
export const jobsOfCluster: readonly Job<unknown>[] = [...allJobs, rebuildCatalogueJob as Job<unknown>];

/** The queue on Redis. Fails with `queue.evicts` when that server may forget what it was given. */
export async function openQueue(config: Config<typeof queueSettings>, log?: Log): Promise<JobQueue> {
  const { createBullQueue } = await import('@diachi/queue-bullmq');
  const { redisUrl, queuePrefix: prefix } = config;
  return createBullQueue({ redisUrl: redisUrl.href, prefix, jobs: jobsOfCluster, ...(log && { log }) });
}

/** The search index in Meilisearch, with what the key given allows. */
export async function openIndex(config: Config<typeof indexSettings>): Promise<SearchIndex> {
  const { createMeiliSearchIndex } = await import('@diachi/search-meilisearch');
  return createMeiliSearchIndex({ url: config.indexUrl.href, key: config.indexKey, prefix: config.indexPrefix });
}
