import { Failure } from '@diachi/domain';

type Place = { readonly receivedAt: string; readonly number: number };

/** Where a stretch of a listing ended, to be given back by whoever wants the next. */
export const placeAfter = (row: { readonly number: number; readonly received_at: string }): string =>
  `${row.number}_${row.received_at}`;

/** Fails with `stretch.bad-after`. */
export function parsePlace(after: string): Place {
  const [, number, receivedAt] = /^(\d{1,15})_([\dTZ:.+-]{1,40})$/.exec(after) ?? [];
  if (number && receivedAt) return { number: Number(number), receivedAt };
  throw new Failure('invalid', 'stretch.bad-after', 'That is not where a list of documents went on.');
}
