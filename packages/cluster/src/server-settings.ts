import { parse, type Settings } from '@diachi/process';

/** Where records are: PostgreSQL. */
export const databaseSettings = {
  databaseUrl: {
    env: 'DATABASE_URL',
    doc: 'where the catalogue is: `postgres://user:password@host:5432/database`',
    isSecret: true,
    parse: parse.url('postgres', 'postgresql'),
  },
  databaseConnections: {
    env: 'DATABASE_CONNECTIONS',
    doc: 'the most connections this process opens to it; the server must allow those of all processes together',
    default: '10',
    parse: parse.wholeNumber(2, 500),
  },
} satisfies Settings;

/** Where bytes are: a server that speaks S3. */
export const storeSettings = {
  storeEndpoint: {
    env: 'S3_ENDPOINT',
    doc: 'the address of the object store: `http://minio:9000`',
    parse: parse.origin,
  },
  storeRegion: {
    env: 'S3_REGION',
    doc: 'its region; servers of one’s own mostly have only this one',
    default: 'us-east-1',
    parse: parse.text,
  },
  storeAccessKey: {
    env: 'S3_ACCESS_KEY',
    doc: 'the name by which this process is known there',
    isSecret: true,
    parse: parse.key(3),
  },
  storeSecretKey: {
    env: 'S3_SECRET_KEY',
    doc: 'the key that belongs to it',
    isSecret: true,
    parse: parse.key(8),
  },
  storeBucket: {
    env: 'S3_BUCKET',
    doc: 'the bucket that holds the library; originals lie in a second one, named this and `-originals`',
    default: 'diachi',
    parse: (written: string) => {
      if (/^[a-z0-9][a-z0-9-]{1,51}[a-z0-9]$/.test(written)) return written;
      throw new Error('3 to 53 small letters without marks, digits or hyphens');
    },
  },
  isStorePathStyle: {
    env: 'S3_PATH_STYLE',
    doc: 'whether the bucket stands in the path of addresses (`yes`, as servers of one’s own want it) or before the host (`no`)',
    default: 'yes',
    parse: parse.yesOrNo,
  },
} satisfies Settings;

/** Where work in flight is: Redis. */
export const queueSettings = {
  redisUrl: {
    env: 'REDIS_URL',
    doc: 'where the queue is: `redis://:password@host:6379`; that server must be set to `maxmemory-policy noeviction`',
    isSecret: true,
    parse: parse.url('redis', 'rediss'),
  },
  queuePrefix: {
    env: 'QUEUE_PREFIX',
    doc: 'what every name in it begins with, so that several libraries may share one server',
    default: 'diachi',
    parse: parsePrefix,
  },
} satisfies Settings;

/** Where texts can be searched: Meilisearch. */
export const indexSettings = {
  indexUrl: {
    env: 'MEILI_URL',
    doc: 'the address of the search server: `http://meilisearch:7700`',
    parse: parse.origin,
  },
  indexKey: {
    env: 'MEILI_KEY',
    doc: 'a key with the rights this process needs there, made by `set-up`',
    isSecret: true,
    parse: parse.key(8),
  },
  indexPrefix: {
    env: 'MEILI_PREFIX',
    doc: 'what the names of the library’s indexes begin with',
    default: 'diachi',
    parse: parsePrefix,
  },
} satisfies Settings;

function parsePrefix(written: string): string {
  if (/^[a-z][a-z0-9-]{0,31}$/.test(written)) return written;
  throw new Error('up to 32 small letters without marks, digits or hyphens');
}
