import { createHash } from 'node:crypto';
import { Failure, type Library } from '@diachi/domain';
import { z } from 'zod';

const tags = z.string().max(500).optional();

/** `If-Match` and `If-None-Match` as the schema of a route reads them. */
export const libraryConditions = z.object({
  'if-match': tags.describe('The ETag of the library as it was read: only that version of it is renamed.'),
  'if-none-match': tags.describe('With * only a new library is added, and none is renamed.'),
});

/** The ETag of a library: another as soon as it has another name. */
export const libraryTag = ({ code, name }: Library): string =>
  `"${createHash('sha256').update(`${code} ${name}`).digest('base64url').slice(0, 22)}"`;

/** Fails with `library.not-this-version` when a library is not, or is, as a condition names it (RFC 9110, 13.1.1 and 13.1.2); null is one that is not there. */
export function checkLibraryTag(known: Library | null, asked: z.output<typeof libraryConditions>): void {
  const isNamed = (conditions: string) =>
    known !== null && (conditions.trim() === '*' || conditions.includes(libraryTag(known)));
  const { 'if-match': match, 'if-none-match': noneMatch } = asked;
  if ((match === undefined || isNamed(match)) && (noneMatch === undefined || !isNamed(noneMatch))) return;
  const message = 'The library is not as If-Match or If-None-Match says. Read it again first.';
  throw new Failure('conflict', 'library.not-this-version', message);
}
