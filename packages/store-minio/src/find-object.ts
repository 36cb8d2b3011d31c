import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '@diachi/domain';
import { Refusal, saysCode } from './refusal.ts';
import type { S3 } from './s3.ts';

/**
 * What an object says of itself, or null when the server says that there is none. Some servers answer a question about headers
 * with a bare 404 also when the bucket is gone, and that is no absence: then the bucket is asked for too.
 */
export async function findObject(s3: S3, bucket: string, key: string): Promise<IncomingHttpHeaders | null> {
  try {
    return (await s3.ask({ method: 'HEAD', bucket, key })).headers;
  } catch (thrown) {
    if (isAbsence(thrown)) return null;
    if (!isBareAbsence(thrown)) throw s3.translate(thrown);
  }
  try {
    await s3.ask({ method: 'HEAD', bucket });
    return null;
  } catch (thrown) {
    throw s3.translate(isBareAbsence(thrown) ? noBucket() : thrown);
  }
}

const isBareAbsence = (thrown: unknown) => thrown instanceof Refusal && thrown.status === 404 && thrown.code === null;

const noBucket = () => new Refusal(404, 'NoSuchBucket', 'The server answered 404 for the bucket.');

/** The one answer that means it. */
export const isAbsence = (thrown: unknown): boolean => saysCode(thrown, 'NoSuchKey');

export const absent = (key: string, cause?: unknown) =>
  new Failure('missing', 'object.missing', `There is no object “${key}” in the store.`, {
    details: { key },
    ...(cause === undefined ? {} : { cause }),
  });
