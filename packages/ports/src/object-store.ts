import type { Readable } from 'node:stream';

/** Part of an object, in bytes, both ends included. */
export type ByteRange = { readonly first: number; readonly last: number };

/** How an object is handed to a browser. */
export type Download = {
  /** Any letters; the store encodes them. */
  readonly fileName: string;
  readonly contentType: string;
  /** Shown in the browser where it can be, instead of saved. */
  readonly isInline: boolean;
  readonly lifeSeconds: number;
};

/**
 * Where originals and everything made from them are kept. Every method fails with `store.unavailable` when the store cannot answer,
 * `store.full` (also `unavailable`) when it has no room, and `object.bad-key` (invalid) for what cannot be a key: keys are small
 * letters, digits, `.`, `_` and `-` in parts joined by `/`.
 */
export interface ObjectStore {
  /** Replaces what was there. The object appears whole and durable, or not at all, also when the body breaks off: its own fault is then passed on as it is. */
  put(key: string, body: Readable | Uint8Array, contentType: string): Promise<void>;

  /** The same for a file on this machine, which may be moved into the store: afterwards it belongs to the store. Fails with `file.missing`. */
  putFile(key: string, path: string, contentType: string): Promise<void>;

  /** Fails with `object.missing`: asking for a key that is not there is the caller's mistake. */
  get(key: string): Promise<Uint8Array>;

  /** The object as a stream, or a part of it. Fails with `object.missing` before the first byte, or `object.bad-range` (invalid) when the part begins past the end; it may end past it. */
  read(key: string, range?: ByteRange): Promise<Readable>;

  /**
   * An address from which a browser may fetch a published object by itself for a short while, saved under `fileName`; null when
   * readers cannot reach this store. Whoever asks has checked that they may have it. Fails with `object.missing`.
   */
  linkTo(key: string, download: Download): Promise<string | null>;

  /** Lends the object as a file on this machine while `use` runs. The file may be the store's own: it is only read. Fails with `object.missing`. */
  withFile<Result>(key: string, use: (path: string) => Promise<Result>): Promise<Result>;

  /** False only when the store says so. An unreachable store is a failure, not an absence. */
  has(key: string): Promise<boolean>;

  /** Fails with `object.missing`. */
  sizeBytes(key: string): Promise<number>;

  /** Removing what is not there is done already. */
  remove(key: string): Promise<void>;

  /** Every key under a prefix, in the order of the keys, or only those that come after a key, which need not be there. Breaking off part-way is a failure, never a short list. */
  list(prefix: string, after?: string): AsyncIterable<string>;

  close(): Promise<void>;
}
