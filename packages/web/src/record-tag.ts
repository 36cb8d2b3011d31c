import { createHash } from 'node:crypto';
import { Failure } from '@diachi/domain';
import { z } from 'zod';

/** The ETag of what is told of a document: it names the version of its record, and all that is told with it. */
export const recordTag = (version: number, told: unknown): string =>
  `"v${version}.${createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22)}"`;

/** `If-Match` as the schema of a route reads it. */
export const ifMatch = z
  .string()
  .max(500)
  .optional()
  .describe('The ETag of the document as it was read; only with that version of its record it is changed, or removed.');

/**
 * The version of a record that is changed or removed: as `If-Match` names it (RFC 9110, 13.1.1), or as the change itself does. Fails with
 * `record.not-this-version` when that is not `current`, with `record.no-version-named` when none is (RFC 6585, section 3).
 */
export function versionToChange(current: number, tags: string | undefined, onVersion: number | undefined): number {
  if (tags === undefined) {
    if (onVersion !== undefined) return onVersion;
    const message = 'Name the version the change is made on: If-Match, or onVersion.';
    throw new Failure('invalid', 'record.no-version-named', message);
  }
  // Whoever compresses an answer, we or a proxy, makes its tag weak (W/): the version it names is the same.
  const named = tags.trim() === '*' ? [current] : [...tags.matchAll(/"v(\d{1,9})[."]/g)].map(([, v]) => Number(v));
  if (named.includes(current) && (onVersion ?? current) === current) return current;
  throw new Failure('conflict', 'record.not-this-version', 'The record was changed meanwhile. Read it again first.');
}
