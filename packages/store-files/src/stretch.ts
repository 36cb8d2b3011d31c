import { Failure } from '@diachi/domain';
import type { ByteRange } from '@diachi/ports';

/** A stretch of a file: from `start` up to but not including `end`. */
export type Stretch = { readonly start: number; readonly end: number };

/** What a range means for an object of this size: its end may lie beyond the object's, its beginning may not. Fails with `object.bad-range`. */
export function stretchOf(sizeBytes: number, range: ByteRange | undefined): Stretch {
  if (!range) return { start: 0, end: sizeBytes };
  const { first, last } = range;
  const isRange = Number.isSafeInteger(first) && Number.isSafeInteger(last) && first >= 0 && first <= last;
  if (isRange && first < sizeBytes) return { start: first, end: Math.min(last + 1, sizeBytes) };
  const message = `Bytes ${first} to ${last} do not lie in an object of ${sizeBytes} bytes.`;
  throw new Failure('invalid', 'object.bad-range', message, { details: { first, last, sizeBytes } });
}
