import { Failure, type FailureNote, noteFailure } from '@diachi/domain';

/** Something thrown, on its way to another thread, where classes do not survive. */
export type CarriedError = FailureNote & { readonly stack: string | null };

export const carry = (thrown: unknown): CarriedError => ({
  ...noteFailure(thrown),
  stack: thrown instanceof Error ? (thrown.stack ?? null) : null,
});

/** What was thrown, as it was: a `Failure` with its kind, code and details, or an error that is a bug. */
export function unpack({ kind, code, message, details, stack }: CarriedError): Error {
  const error = kind === 'bug' ? new Error(message) : new Failure(kind, code, message, { details });
  if (stack !== null) error.stack = stack;
  return error;
}
