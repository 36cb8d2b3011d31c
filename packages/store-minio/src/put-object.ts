import { createReadStream } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Failure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import type { Buckets } from './buckets.ts';
import { checksumHeader, checksumNamed, damaged } from './checksum-header.ts';
import { badKey, checkKey } from './object-key.ts';
import { partsOf } from './parts-of.ts';
import { saysCode } from './refusal.ts';
import type { S3 } from './s3.ts';
import { type Target, uploadInParts } from './upload-in-parts.ts';

/** The two ways by which an object comes into the store: in one request when it is small, otherwise part by part. */
export function createPut(s3: S3, buckets: Buckets): Pick<ObjectStore, 'put' | 'putFile'> {
  const put: ObjectStore['put'] = async (key, body, contentType) => {
    // A body may break before it is read, and an error nobody listens to ends the process. Reading it tells the same error.
    if (!(body instanceof Uint8Array)) body.on('error', () => {});
    checkKey(key);
    try {
      await send(s3, { bucket: buckets.of(key), key, contentType }, body);
    } catch (thrown) {
      if (saysCode(thrown, 'XMinioParentIsObject', 'XMinioObjectExistsAsDirectory')) throw badKey(key, thrown);
      throw s3.translate(thrown);
    }
  };

  const putFile: ObjectStore['putFile'] = async (key, path, contentType) => {
    checkKey(key);
    await lstat(path).catch((thrown: unknown) => {
      throw saysAbsent(thrown) ? noFile(path, thrown) : thrown;
    });
    await put(key, createReadStream(path, { highWaterMark: READ_BYTES }), contentType);
    await rm(path);
  };

  return { put, putFile };
}

const READ_BYTES = 512 * 1024;

async function send(s3: S3, target: Target, body: Readable | Uint8Array): Promise<void> {
  const { bucket, key, contentType } = target;
  const parts = partsOf(body);
  try {
    const first = await parts.next();
    const second = await parts.next();
    if (!first.done && !second.done) return await uploadInParts(s3, target, parts, [first.value, second.value]);
    if (first.done) throw new TypeError('A body has at least one part.');

    const { bytes, sha256 } = first.value;
    if ((checksumNamed(key) ?? sha256) !== sha256) throw damaged(key);
    const headers = { 'content-type': contentType, ...checksumHeader(sha256) };
    await s3.ask({ method: 'PUT', bucket, key, headers, body: bytes, sha256 });
  } finally {
    // Ends the body too, when it was not read to its end.
    await parts.return('');
  }
}

const saysAbsent = (thrown: unknown) =>
  thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR');

const noFile = (path: string, cause: unknown) =>
  new Failure('missing', 'file.missing', `There is no file ${path} to be put into the store.`, {
    cause,
    details: { path },
  });
