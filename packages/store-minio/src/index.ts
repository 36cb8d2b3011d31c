export type { KeptRule, LifecycleRule } from './keep-lifecycle.ts';
export { createMinioObjectStore } from './minio-object-store.ts';
export { type BucketReport, setUpBuckets } from './set-up-buckets.ts';
export type { ServerOptions, StoreOptions } from './store-options.ts';
