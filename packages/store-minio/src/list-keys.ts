import type { Buckets } from './buckets.ts';
import { checkKey, checkPrefix } from './object-key.ts';
import { elementsIn, readXml, textIn } from './read-xml.ts';
import { Refusal } from './refusal.ts';
import type { S3 } from './s3.ts';

/** Every key with this beginning that comes after another key, in the order of keys over both buckets. */
export async function* listKeys(s3: S3, buckets: Buckets, prefix: string, after = ''): AsyncGenerator<string> {
  checkPrefix(prefix);
  if (after !== '') checkKey(after);
  const listings = buckets.under(prefix).map((bucket) => keysIn(s3, bucket, { prefix, after }));
  const heads = await Promise.all(listings.map((listing) => listing.next()));
  for (;;) {
    const least = leastOf(heads);
    const head = heads[least];
    const listing = listings[least];
    if (!head || head.done || !listing) return;
    yield head.value;
    heads[least] = await listing.next();
  }
}

type Head = IteratorResult<string, unknown>;

function leastOf(heads: readonly Head[]): number {
  let least = 0;
  for (const [place, head] of heads.entries()) {
    const other = heads[least];
    if (!head.done && (!other || other.done || head.value < other.value)) least = place;
  }
  return least;
}

type Wanted = { readonly prefix: string; readonly after: string };

async function* keysIn(s3: S3, bucket: string, wanted: Wanted): AsyncGenerator<string, void> {
  let continued: string | null = null;
  do {
    const page: Page = await readPage(s3, bucket, wanted, continued);
    yield* page.keys;
    continued = page.next;
  } while (continued !== null);
}

type Page = { readonly keys: readonly string[]; readonly next: string | null };

async function readPage(s3: S3, bucket: string, { prefix, after }: Wanted, continued: string | null): Promise<Page> {
  const token = continued === null ? '' : `continuation-token=${encodeURIComponent(continued)}&`;
  // In the order of their names, as what is asked is signed.
  const start = after === '' || continued !== null ? '' : `&start-after=${encodeURIComponent(after)}`;
  const query = `${token}encoding-type=url&list-type=2&max-keys=1000&prefix=${encodeURIComponent(prefix)}${start}`;
  try {
    const { body } = await s3.ask({ method: 'GET', bucket, query });
    const list = readXml(body.toString(), 'ListBucketResult');
    if (!list) throw new Refusal(200, null, 'The server answered with something that is no list of objects.');
    const isEncoded = textIn(list, 'EncodingType') === 'url';
    const keys = elementsIn(list, 'Contents').map((entry) => keyIn(textIn(entry, 'Key'), isEncoded));
    return {
      keys,
      next: textIn(list, 'IsTruncated') === 'true' ? nextIn(textIn(list, 'NextContinuationToken')) : null,
    };
  } catch (thrown) {
    throw s3.translate(thrown);
  }
}

function keyIn(written: string | null, isEncoded: boolean): string {
  if (written === null) throw new Refusal(200, null, 'The server listed an object without its key.');
  return isEncoded ? decodeURIComponent(written.replaceAll('+', ' ')) : written;
}

function nextIn(written: string | null): string {
  if (written) return written;
  throw new Refusal(200, null, 'The server listed a part of the objects and did not say how to go on.');
}
