import { createHash } from 'node:crypto';
import { readXml, textIn } from './read-xml.ts';
import { Refusal, saysCode } from './refusal.ts';
import type { S3 } from './s3.ts';

export type LifecycleRule = 'unfinished-uploads' | 'removed-originals' | 'incoming';

/** A rule by which a bucket tidies itself, and whether this server keeps it. MinIO removes unfinished uploads by itself after a day and takes no rule for it. */
export type KeptRule = { readonly rule: LifecycleRule; readonly isKept: boolean };

// How long is in the name, so that another time is another rule.
const RULES: Readonly<Record<LifecycleRule, { readonly id: string; readonly prefix: string; readonly says: string }>> =
  {
    'unfinished-uploads': {
      id: 'diachi-unfinished-uploads-7-days',
      prefix: '',
      says: '<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>',
    },
    'removed-originals': {
      id: 'diachi-removed-originals-30-days',
      prefix: '',
      says: '<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration><NoncurrentVersionExpiration><NoncurrentDays>30</NoncurrentDays></NoncurrentVersionExpiration>',
    },
    // The library removes uploads itself, UPLOAD_EXPIRY after the last of them came; this is for what nobody removes. It counts from when
    // each piece came, so it has to be long enough for an upload that took weeks to arrive.
    incoming: {
      id: 'diachi-incoming-60-days',
      prefix: 'incoming/',
      says: '<Expiration><Days>60</Days></Expiration>',
    },
  };

const WANTED: Readonly<Record<'originals' | 'everything-else', readonly LifecycleRule[]>> = {
  originals: ['unfinished-uploads', 'removed-originals'],
  'everything-else': ['unfinished-uploads', 'incoming'],
};

type Written = { readonly id: string; readonly xml: string };

/** Gives a bucket its rules beside those of others. What the server does not know is left out, and told. */
export async function keepLifecycle(s3: S3, bucket: string, kind: keyof typeof WANTED): Promise<readonly KeptRule[]> {
  const wanted = WANTED[kind].map((rule) => ({ rule, ...written(rule) }));
  const found = await readRules(s3, bucket);
  if (found === null) return wanted.map(({ rule }) => ({ rule, isKept: false }));
  const ids = new Set(wanted.map(({ id }) => id));
  const others = found.filter(({ id }) => !id.startsWith('diachi-'));
  let kept: readonly Written[] = found.filter(({ id }) => ids.has(id));
  const isKept = (id: string) => kept.some((rule) => rule.id === id);

  const isTidy = others.length + kept.length === found.length;
  if (isTidy && wanted.every(({ id }) => isKept(id))) return wanted.map(({ rule }) => ({ rule, isKept: true }));
  if (await write(s3, bucket, [...others, ...wanted])) return wanted.map(({ rule }) => ({ rule, isKept: true }));
  // One of them is not known here; which, is found by adding one after the other to what is there.
  for (const one of wanted) {
    if (!isKept(one.id) && (await write(s3, bucket, [...others, ...kept, one]))) kept = [...kept, one];
  }
  return wanted.map(({ rule, id }) => ({ rule, isKept: isKept(id) }));
}

function written(rule: LifecycleRule): Written {
  const { id, prefix, says } = RULES[rule];
  const xml = `<Rule><ID>${id}</ID><Filter><Prefix>${prefix}</Prefix></Filter><Status>Enabled</Status>${says}</Rule>`;
  return { id, xml };
}

/** Each rule as the server wrote it, so that those of others go back as they are. Null when the server knows no rules. */
async function readRules(s3: S3, bucket: string): Promise<readonly Written[] | null> {
  try {
    const { body } = await s3.ask({ method: 'GET', bucket, query: 'lifecycle' });
    const rules = body.toString().match(/<Rule>[\s\S]*?<\/Rule>/g) ?? [];
    return rules.map((xml) => ({ id: idOf(xml), xml }));
  } catch (thrown) {
    if (saysCode(thrown, 'NoSuchLifecycleConfiguration')) return [];
    if (isRefused(thrown)) return null;
    throw thrown;
  }
}

const idOf = (xml: string): string => textIn(readXml(xml, 'Rule') ?? {}, 'ID') ?? '';

async function write(s3: S3, bucket: string, rules: readonly Written[]): Promise<boolean> {
  const xml = `<LifecycleConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${rules.map((rule) => rule.xml).join('')}</LifecycleConfiguration>`;
  const body = Buffer.from(xml);
  const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
  try {
    await s3.ask({ method: 'PUT', bucket, query: 'lifecycle', headers, body });
    return true;
  } catch (thrown) {
    if (isRefused(thrown)) return false;
    throw thrown;
  }
}

// Not understood, as against not allowed or not now.
const isRefused = (thrown: unknown) =>
  thrown instanceof Refusal && (thrown.status === 400 || thrown.status === 405 || thrown.status === 501);
