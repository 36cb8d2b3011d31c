import { Failure } from './failure.ts';

declare const brand: unique symbol;

/** SHA-256 of a whole file, 64 lower-case hexadecimal digits. */
export type Checksum = string & { readonly [brand]: 'Checksum' };

const form = /^[0-9a-f]{64}$/;

/** Fails with `checksum.bad-form`. */
export function parseChecksum(raw: unknown): Checksum {
  if (typeof raw === 'string' && form.test(raw)) return raw as Checksum;
  throw new Failure('invalid', 'checksum.bad-form', 'That is not a SHA-256 checksum of 64 hexadecimal digits.');
}
