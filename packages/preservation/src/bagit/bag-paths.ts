import { Failure } from '@diachi/domain';

/** A path as it stands in a manifest of a bag: only what would break the line is written otherwise (RFC 8493, 2.1.3). */
export const encodeBagPath = (path: string): string =>
  path.replace(/[%\r\n]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/** A path as a manifest of a bag has it, made safe. Fails as `safeBagPath` does. */
export const decodeBagPath = (written: string): string =>
  safeBagPath(
    written
      .replace(/%(0A|0D|25)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/^\.\//, ''),
  );

/**
 * A path below a bag, without steps upwards, in one spelling. Fails with `bag.bad-path`: a bag that names files elsewhere is not to be
 * unpacked.
 */
export function safeBagPath(raw: string): string {
  const path = raw.normalize('NFC');
  const parts = path.split('/');
  const isSafe =
    path.length <= MAX_PATH &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..') &&
    !/[\\\0]/.test(path) &&
    !/^[a-z]:/i.test(path);
  if (isSafe) return path;
  throw new Failure('invalid', 'bag.bad-path', 'The bag names a file outside itself, and is not taken in.', {
    details: { path: path.slice(0, 200) },
  });
}

const MAX_PATH = 1_000;
