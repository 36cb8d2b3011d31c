import type { Checksum } from '@diachi/domain';
import type { Route, Visitor, WebLog } from '@diachi/web';
import type { ArrivedBytes } from '../accepted-file.ts';

/** What every kind of resumable uploads is made with. */
export type UploadLimits = {
  readonly maxFileBytes: number;
  /** How long an upload can be gone on with. */
  readonly expiryMs: number;
  readonly clock: () => Date;
  readonly log: WebLog;
};

/** A whole upload that waits to be committed. */
export type FinishedUpload = {
  /** Null when its bytes were moved into the store already. */
  readonly bytes: ArrivedBytes | null;
  readonly sizeBytes: number;
  /** SHA-256 of the file that was lent last; worked out while it is lent where it is not known by then. */
  checksumOf(path: string): Promise<Checksum>;
};

/** Uploads by the tus protocol, so that a broken line or a restart costs nothing. They belong to whoever began them. */
export type ResumableUploads = {
  readonly route: Route;
  /** Null when there is none of that name, or it is somebody else's. Fails with `upload.unfinished`. */
  find(upload: string, visitor: Visitor): Promise<FinishedUpload | null>;
  /** Removes what is left of an upload; one of somebody else's stays. */
  forget(upload: string, visitor: Visitor): Promise<void>;
  /** Answers how many uploads, or files of them, were removed. */
  removeExpired(): Promise<number>;
};
