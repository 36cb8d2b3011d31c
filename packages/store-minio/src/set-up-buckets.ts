import { bucketsNamed } from './buckets.ts';
import { type KeptRule, keepLifecycle } from './keep-lifecycle.ts';
import { readXml, textIn } from './read-xml.ts';
import { Refusal, saysCode } from './refusal.ts';
import { createS3, type S3 } from './s3.ts';
import { checkBucket, type ServerOptions } from './store-options.ts';

/** How a bucket was found or made. `unsupported` is what this server does not know: the library works, and does without. */
export type BucketReport = {
  readonly bucket: string;
  readonly versioning: 'on' | 'not-wanted' | 'unsupported';
  readonly lifecycle: readonly KeptRule[];
};

/**
 * Makes the two buckets of a library and sets them up: removed originals are kept for thirty days, unfinished uploads for seven,
 * what is still arriving for fourteen. Doing it again, or ten times at once, changes nothing; rules somebody else gave a bucket
 * stay. Fails with `store.unavailable`, also when the keys may not do it, and `store.bad-settings`.
 */
export async function setUpBuckets(options: ServerOptions): Promise<readonly BucketReport[]> {
  checkBucket(options.bucket);
  const buckets = bucketsNamed(options.bucket);
  const s3 = createS3(options);
  try {
    const reports: BucketReport[] = [];
    for (const bucket of [buckets.everythingElse, buckets.originals]) {
      const isOriginals = bucket === buckets.originals;
      await makeBucket(s3, bucket, options.region);
      const versioning = isOriginals ? await turnOnVersioning(s3, bucket) : 'not-wanted';
      const lifecycle = await keepLifecycle(s3, bucket, isOriginals ? 'originals' : 'everything-else');
      reports.push({ bucket, versioning, lifecycle });
    }
    return reports;
  } catch (thrown) {
    throw s3.translate(thrown);
  } finally {
    s3.close();
  }
}

const MOST_RACES = 10;

async function makeBucket(s3: S3, bucket: string, region: string): Promise<void> {
  // Amazon’s first region is the one that must not be named.
  const body =
    region === 'us-east-1'
      ? ''
      : `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
  for (let race = 1; !(await isThere(s3, bucket)); race++) {
    try {
      await s3.ask({ method: 'PUT', bucket, body: Buffer.from(body) });
      return;
    } catch (thrown) {
      const isRace = saysCode(thrown, 'BucketAlreadyOwnedByYou', 'BucketAlreadyExists', 'OperationAborted');
      if (!isRace || race === MOST_RACES) throw thrown;
    }
  }
}

async function isThere(s3: S3, bucket: string): Promise<boolean> {
  try {
    await s3.ask({ method: 'HEAD', bucket });
    return true;
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.status === 404) return false;
    throw thrown;
  }
}

async function turnOnVersioning(s3: S3, bucket: string): Promise<'on' | 'unsupported'> {
  try {
    const { body } = await s3.ask({ method: 'GET', bucket, query: 'versioning' });
    const found = readXml(body.toString(), 'VersioningConfiguration');
    if (found && textIn(found, 'Status') === 'Enabled') return 'on';
    const wanted =
      '<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Enabled</Status></VersioningConfiguration>';
    await s3.ask({ method: 'PUT', bucket, query: 'versioning', body: Buffer.from(wanted) });
    return 'on';
  } catch (thrown) {
    if (saysUnsupported(thrown)) return 'unsupported';
    throw thrown;
  }
}

/** What a server answers to a question it does not know. */
export const saysUnsupported = (thrown: unknown): boolean =>
  thrown instanceof Refusal && (thrown.status === 501 || thrown.status === 405 || thrown.code === 'NotImplemented');
