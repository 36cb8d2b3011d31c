import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '@diachi/domain';

const NAME = 'x-amz-meta-sha256';

/** How an object carries the SHA-256 of its content. Never its ETag, which servers make as they like. */
export const checksumHeader = (sha256: string): Readonly<Record<string, string>> => ({ [NAME]: sha256 });

/** What an object says of its content; null for one that was put by something else. */
export function checksumIn(headers: IncomingHttpHeaders): string | null {
  const found = headers[NAME];
  return typeof found === 'string' && /^[0-9a-f]{64}$/.test(found) ? found : null;
}

const original = /^originals\/[^/]+\/([0-9a-f]{64})$/;

/** The checksum an original is named by; null for every other key. */
export const checksumNamed = (key: string): string | null => original.exec(key)?.[1] ?? null;

/** Fails with `object.damaged` when these are not the bytes that were put under this key. */
export function compareChecksums(key: string, headers: IncomingHttpHeaders, found: string): void {
  const expected = checksumNamed(key) ?? checksumIn(headers);
  if (expected !== null && expected !== found) throw damaged(key);
}

// Unavailable, not invalid: what a document consists of is put back from a copy, and never refused because the store lost it.
export const damaged = (key: string) =>
  new Failure(
    'unavailable',
    'object.damaged',
    `The bytes of “${key}” are not those that were put there. Look at the store’s disks, and put this object back from a copy.`,
    { details: { key } },
  );
