import { Failure } from './failure.ts';

declare const brand: unique symbol;

/** Short name of a member library in commands and addresses: `tinh`, `muong-te`. */
export type LibraryCode = string & { readonly [brand]: 'LibraryCode' };

/** A member of the shared repository: provincial, district, commune, school, border post. */
export type Library = { readonly code: LibraryCode; readonly name: string };

const form = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

/** Fails with `library.bad-code`. */
export function parseLibraryCode(raw: unknown): LibraryCode {
  if (typeof raw === 'string' && form.test(raw)) return raw as LibraryCode;
  throw new Failure(
    'invalid',
    'library.bad-code',
    'A library code has up to 32 small letters without marks, digits or hyphens: muong-te.',
  );
}
