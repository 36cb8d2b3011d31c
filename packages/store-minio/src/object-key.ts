import { Failure } from '@diachi/domain';

const MAX_KEY = 512;

// What also names a file on every system, so that a library can move between a folder and a server.
const segment = '[a-z0-9_](?:[a-z0-9._-]{0,126}[a-z0-9_-])?';
const keyForm = new RegExp(`^${segment}(?:/${segment})*$`);
const prefixForm = new RegExp(`^(?:${segment}/)*(?:[a-z0-9_][a-z0-9._-]{0,127})?$`);

/** Fails with `object.bad-key`. */
export function checkKey(key: string): void {
  if (key.length > MAX_KEY || !keyForm.test(key)) throw badKey(key);
}

/** The start of a key. Fails with `object.bad-key`. */
export function checkPrefix(prefix: string): void {
  if (prefix.length > MAX_KEY || !prefixForm.test(prefix)) throw badKey(prefix);
}

/** What a server answers when a key begins with another key and `/`, which MinIO cannot keep. */
export const badKey = (key: string, cause?: unknown) =>
  new Failure(
    'invalid',
    'object.bad-key',
    `${JSON.stringify(key.slice(0, 80))} cannot name an object: keys are small letters, digits, “.”, “_” and “-” in parts joined by “/”, and none begins with another and “/”.`,
    cause === undefined ? {} : { cause },
  );
