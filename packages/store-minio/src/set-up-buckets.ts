import { setTimeout } from 'node:timers/promises';
import { bucketsNamed } from './buckets.ts';
import { type KeptRule, keepLifecycle } from './keep-lifecycle.ts';
import { readXml, textIn } from './read-xml.ts';
import { Refusal } from './refusal.ts';
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
 * what is still arriving for sixty. Doing it again, or ten times at once, changes nothing; rules somebody else gave a bucket
 * stay. Fails with `store.unavailable`, also when the keys may not do it, and `store.bad-settings`.
 */
export async function setUpBuckets(options: ServerOptions): Promise<readonly BucketReport[]> {
  checkBucket(options.bucket);
  const buckets = bucketsNamed(options.bucket);
  const s3 = createS3(options);
  try {
    const reports: BucketReport[] = [];
    for (const kind of ['everything-else', 'originals'] as const) {
      const bucket = kind === 'originals' ? buckets.originals : buckets.everythingElse;
      reports.push(await inSpiteOfRaces(() => setUp(s3, { bucket, kind, region: options.region })));
    }
    return reports;
  } catch (thrown) {
    throw s3.translate(thrown);
  } finally {
    s3.close();
  }
}

type Wanted = { readonly bucket: string; readonly kind: 'everything-else' | 'originals'; readonly region: string };

async function setUp(s3: S3, { bucket, kind, region }: Wanted): Promise<BucketReport> {
  await makeBucket(s3, bucket, region);
  const versioning = kind === 'originals' ? await turnOnVersioning(s3, bucket) : 'not-wanted';
  return { bucket, versioning, lifecycle: await keepLifecycle(s3, bucket, kind) };
}

const MOST_RACES = 10;

// Two who change one bucket at once are told so by some servers (409), and by others that something went wrong (500).
async function inSpiteOfRaces<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let race = 1; ; race++) {
    try {
      return await work();
    } catch (thrown) {
      const isRace = thrown instanceof Refusal && (thrown.status === 409 || thrown.status === 500);
      if (!isRace || race === MOST_RACES) throw thrown;
      await setTimeout(Math.random() * 100 * race);
    }
  }
}

async function makeBucket(s3: S3, bucket: string, region: string): Promise<void> {
  if (await isThere(s3, bucket)) return;
  // Amazon’s first region is the one that must not be named.
  const body =
    region === 'us-east-1'
      ? ''
      : `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
  await s3.ask({ method: 'PUT', bucket, body: Buffer.from(body) });
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
const saysUnsupported = (thrown: unknown): boolean =>
  thrown instanceof Refusal && (thrown.status === 501 || thrown.status === 405 || thrown.code === 'NotImplemented');
