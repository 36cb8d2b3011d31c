import type { Original } from '@diachi/domain';

/** Bytes that arrived and are not in the store yet. */
export type ArrivedBytes = {
  /** Lends them as a file of this machine while `use` runs; `use` may move it away. Fails with `upload.missing` when they are gone. */
  lend<Result>(use: (path: string) => Promise<Result>): Promise<Result>;
  /** Nothing more is wanted of what lies on this machine. */
  letGo(): Promise<void>;
};

/** A file that passed the door, and how it is named to whoever sent it. */
export type AcceptedFile = Original & {
  /** Null when the store has the bytes already. */
  readonly bytes: ArrivedBytes | null;
  /** As the sender named it: a file's name, or a path. */
  readonly sentAs: string;
};

/** A file that was not taken, and why. */
export type RefusedFile = { readonly sentAs: string; readonly failure: unknown };
