import type { Checksum } from '@diachi/domain';

/** Originals whose bytes are being put into the store by this process, and that no document has yet: nobody else's removal takes them along. */
export type Keeping = {
  /** Until the returned function is called. */
  hold(checksums: readonly Checksum[]): () => void;
  holds(checksum: Checksum): boolean;
};

export function createKeeping(): Keeping {
  const held = new Map<Checksum, number>();
  const count = (checksum: Checksum, by: 1 | -1) => {
    const now = (held.get(checksum) ?? 0) + by;
    if (now > 0) held.set(checksum, now);
    else held.delete(checksum);
  };
  return {
    hold: (checksums) => {
      for (const checksum of checksums) count(checksum, 1);
      return () => {
        for (const checksum of checksums) count(checksum, -1);
      };
    },
    holds: (checksum) => held.has(checksum),
  };
}
