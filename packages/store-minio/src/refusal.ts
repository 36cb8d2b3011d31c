/** A server's answer that is not the one asked for. `code` is null where it gave none, as for HEAD. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string | null;

  constructor(status: number, code: string | null, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A server that said nothing for too long, or stopped in the middle of what it said. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

export const saysCode = (thrown: unknown, ...codes: readonly string[]): boolean =>
  thrown instanceof Refusal && thrown.code !== null && codes.includes(thrown.code);
