import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '@diachi/domain';
import { Refusal, saysCode } from './refusal.ts';
import type { S3 } from './s3.ts';

/**
 * What an object says of itself, or null when the server says that there is none. A question about headers alone is answered with
 * a bare 404 also when the bucket is gone, and that is no absence: then a question with a spoken answer tells which it is.
 */
export async function findObject(s3: S3, bucket: string, key: string): Promise<IncomingHttpHeaders | null> {
  const head = async () => (await s3.ask({ method: 'HEAD', bucket, key })).headers;
  try {
    return await head();
  } catch (thrown) {
    if (isAbsence(thrown)) return null;
    if (!(thrown instanceof Refusal) || thrown.status !== 404 || thrown.code !== null) throw s3.translate(thrown);
  }
  try {
    await s3.ask({ method: 'GET', bucket, key, headers: { range: 'bytes=0-0' } });
    // It came between the two.
    return await head();
  } catch (thrown) {
    if (isAbsence(thrown)) return null;
    throw s3.translate(thrown);
  }
}

/** The one answer that means it. */
export const isAbsence = (thrown: unknown): boolean => saysCode(thrown, 'NoSuchKey');

export const absent = (key: string, cause?: unknown) =>
  new Failure('missing', 'object.missing', `There is no object “${key}” in the store.`, {
    details: { key },
    ...(cause === undefined ? {} : { cause }),
  });
