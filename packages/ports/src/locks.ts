/**
 * What must not be done twice at once, by whichever process of the library. Who dies gives back what he held. Names are
 * ours and short (`originals`, a document's id). Everything fails with `catalogue.unavailable` when locks cannot be had.
 */
export interface Locks {
  /**
   * Does what belongs together one after the other: work under one name waits for the work given before it, failed or not. Work may
   * take a lock of another name. `lost` is aborted, with a failure `catalogue.unavailable` as its reason, when the lock is gone before the work
   * is; whoever is about to do what cannot be undone asks it (`lost.throwIfAborted()`) last of all.
   */
  inOrder<Result>(name: string, work: (lost: AbortSignal) => Promise<Result>): Promise<Result>;

  /**
   * Does `work` unless somebody else is at work under this name now: then false, at once. `lost` is aborted when the lock is
   * gone before the work is (its keeper was restarted); the work then ends as soon as it can. True when it was done.
   */
  alone(name: string, work: (lost: AbortSignal) => Promise<void>): Promise<boolean>;

  /** Resolves when nothing of this process is under way in order. */
  settled(): Promise<void>;
}
