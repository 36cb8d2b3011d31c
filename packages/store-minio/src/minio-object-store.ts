import type { Download, ObjectStore } from '@diachi/ports';
import { bucketsNamed } from './buckets.ts';
import { contentDisposition } from './content-disposition.ts';
import { absent, findObject } from './find-object.ts';
import { createGet } from './get-object.ts';
import { listKeys } from './list-keys.ts';
import { checkKey } from './object-key.ts';
import { createPut } from './put-object.ts';
import { saysCode } from './refusal.ts';
import { createClient, createS3 } from './s3.ts';
import { openScratch } from './scratch-file.ts';
import { checkBucket, type StoreOptions } from './store-options.ts';

/**
 * Keeps every object on an S3 server, in the buckets `setUpBuckets` makes. Opening asks the server nothing, so that a process can
 * start before it. Any number of processes may use the same buckets. Fails with `store.bad-settings`, and with
 * `scratch.unavailable` when the scratch folder cannot be made.
 */
export async function createMinioObjectStore(options: StoreOptions): Promise<ObjectStore> {
  const { bucket, publicEndpoint, scratchFolder } = options;
  checkBucket(bucket);
  const s3 = createS3(options);
  const buckets = bucketsNamed(bucket);
  const readers = publicEndpoint === undefined ? null : createClient(options, publicEndpoint);
  await openScratch(scratchFolder);

  const find = async (key: string) => {
    checkKey(key);
    return findObject(s3, buckets.of(key), key);
  };
  const existing = async (key: string) => {
    const found = await find(key);
    if (found) return found;
    throw absent(key);
  };

  return {
    ...createPut(s3, buckets),
    ...createGet({ s3, buckets, scratchFolder }),

    async linkTo(key, download) {
      await existing(key);
      if (!readers) return null;
      return readers.presignedGetObject(buckets.of(key), key, lifeOf(download), {
        'response-content-disposition': contentDisposition(download),
        'response-content-type': download.contentType,
      });
    },

    has: async (key) => (await find(key)) !== null,

    sizeBytes: async (key) => Number((await existing(key))['content-length']),

    async remove(key) {
      checkKey(key);
      try {
        await s3.ask({ method: 'DELETE', bucket: buckets.of(key), key });
      } catch (thrown) {
        if (!saysCode(thrown, 'NoSuchKey')) throw s3.translate(thrown);
      }
    },

    list: (prefix, after) => listKeys(s3, buckets, prefix, after),

    close: async () => s3.close(),
  };
}

const LONGEST_LIFE = 7 * 24 * 60 * 60;

// Servers refuse a link that lives longer.
const lifeOf = ({ lifeSeconds }: Download) => Math.min(Math.max(1, Math.floor(lifeSeconds)), LONGEST_LIFE);
