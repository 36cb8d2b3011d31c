import { join } from 'node:path';
import { Failure } from '@diachi/domain';

const MAX_KEY = 512;

// Small letters only: on Windows and macOS `A` and `a` would be one file. No segment begins with a dot, so none can
// leave the folder or meet the store's own `.incoming`; none ends with one, which Windows would drop.
const segment = '[a-z0-9_](?:[a-z0-9._-]{0,126}[a-z0-9_-])?';
const keyForm = new RegExp(`^${segment}(?:/${segment})*$`);
const prefixForm = new RegExp(`^(?:${segment}/)*(?:[a-z0-9_][a-z0-9._-]{0,127})?$`);

/** Where a key's file lies. Fails with `object.bad-key`. */
export function objectPath(folder: string, key: string): string {
  if (key.length <= MAX_KEY && keyForm.test(key)) return join(folder, ...key.split('/'));
  throw badKey(key);
}

/** Splits the start of a key into the folders it names in full and the start of a name in the last of them. Fails with `object.bad-key`. */
export function splitPrefix(prefix: string): { readonly inside: string; readonly nameStart: string } {
  if (prefix.length > MAX_KEY || !prefixForm.test(prefix)) throw badKey(prefix);
  const cut = prefix.lastIndexOf('/') + 1;
  return { inside: prefix.slice(0, cut), nameStart: prefix.slice(cut) };
}

const badKey = (key: string) =>
  new Failure(
    'invalid',
    'object.bad-key',
    `${JSON.stringify(key.slice(0, 80))} cannot name an object: keys are small letters, digits, “.”, “_” and “-” in parts joined by “/”.`,
  );
