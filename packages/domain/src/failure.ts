/** What whoever catches a failure can do about it. Each edge maps these four and nothing else. */
export type FailureKind = 'invalid' | 'missing' | 'conflict' | 'unavailable';

/** Numbers and names a message is filled with, in whichever language it is shown. */
export type FailureDetails = Readonly<Record<string, string | number>>;

export type FailureOptions = ErrorOptions & { readonly details?: FailureDetails };

/** Something we foresaw going wrong. Whatever else is thrown is a bug, and no edge explains it away. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  /** Stable, dotted and safe to show: `scan.too-large`. Clients and messages go by it, never by the English text. */
  readonly code: string;
  readonly details: FailureDetails;

  constructor(kind: FailureKind, code: string, message: string, { details, ...options }: FailureOptions = {}) {
    super(message, options);
    this.kind = kind;
    this.code = code;
    this.details = details ?? {};
  }
}

export const isFailure = (thrown: unknown): thrown is Failure => thrown instanceof Failure;

/** A failure as it is kept in the catalogue or sent between threads: what can be shown, without its cause. */
export type FailureNote = {
  readonly kind: FailureKind | 'bug';
  readonly code: string;
  readonly message: string;
  readonly details: FailureDetails;
};

/** Writes down anything thrown. What we did not foresee is a bug and says so. */
export function noteFailure(thrown: unknown): FailureNote {
  if (isFailure(thrown)) {
    return { kind: thrown.kind, code: thrown.code, message: thrown.message, details: thrown.details };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { kind: 'bug', code: 'bug', message, details: {} };
}
