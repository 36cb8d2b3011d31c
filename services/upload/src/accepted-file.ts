import type { Original } from '@diachi/domain';

/** A file that passed the door: where it lies until it is kept, and how it is named to whoever sent it. */
export type AcceptedFile = Original & {
  /** On this machine, ours to move; null when the store has the bytes already. */
  readonly path: string | null;
  /** As the sender named it: a file's name, or a path. */
  readonly sentAs: string;
};

/** A file that was not taken, and why. */
export type RefusedFile = { readonly sentAs: string; readonly failure: unknown };
