import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Failure } from '@diachi/domain';
import type { ByteRange, ObjectStore } from '@diachi/ports';
import type { Buckets } from './buckets.ts';
import { compareChecksums } from './checksum-header.ts';
import { absent, isAbsence } from './find-object.ts';
import { checkKey } from './object-key.ts';
import { Refusal, saysCode } from './refusal.ts';
import type { S3 } from './s3.ts';
import { withScratchFile } from './scratch-file.ts';

type Tools = { readonly s3: S3; readonly buckets: Buckets; readonly scratchFolder: string };

/** The three ways to the bytes of an object. Those that give all of it compare them with what was put. */
export function createGet({ s3, buckets, scratchFolder }: Tools): Pick<ObjectStore, 'get' | 'read' | 'withFile'> {
  const open = async (key: string, range?: ByteRange) => {
    checkKey(key);
    const headers = range ? { range: `bytes=${range.first}-${range.last}` } : {};
    try {
      const opened = await s3.open({ method: 'GET', bucket: buckets.of(key), key, headers });
      if (range && opened.headers['content-range'] === undefined) {
        opened.body.destroy();
        throw new Refusal(200, null, 'The server sent the whole object where a part was asked for.');
      }
      return opened;
    } catch (thrown) {
      if (isAbsence(thrown)) throw absent(key, thrown);
      if (range && (saysCode(thrown, 'InvalidRange') || saysRange(thrown))) throw badRange(range, thrown);
      throw s3.translate(thrown);
    }
  };

  return {
    async get(key) {
      const { headers, body } = await open(key);
      const bytes = await buffer(body);
      compareChecksums(key, headers, createHash('sha256').update(bytes).digest('hex'));
      return bytes;
    },

    async read(key, range) {
      checkKey(key);
      if (range && !isRange(range)) throw badRange(range);
      return (await open(key, range)).body;
    },

    async withFile(key, use) {
      const { headers, body } = await open(key);
      return withScratchFile(scratchFolder, body, async (path, sha256) => {
        compareChecksums(key, headers, sha256);
        return use(path);
      });
    },
  };
}

const isRange = ({ first, last }: ByteRange) =>
  Number.isSafeInteger(first) && Number.isSafeInteger(last) && first >= 0 && first <= last;

const saysRange = (thrown: unknown) => thrown instanceof Refusal && thrown.status === 416;

const badRange = ({ first, last }: ByteRange, cause?: unknown) =>
  new Failure('invalid', 'object.bad-range', `Bytes ${first} to ${last} do not lie in the object.`, {
    details: { first, last },
    ...(cause === undefined ? {} : { cause }),
  });
