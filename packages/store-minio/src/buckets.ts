const ORIGINALS = 'originals/';

/** The two buckets of a library. Originals have one of their own, which keeps what was removed for a while. */
export type Buckets = {
  readonly everythingElse: string;
  readonly originals: string;
  readonly of: (key: string) => string;
  /** Those in which a key with this beginning may lie. */
  readonly under: (prefix: string) => readonly string[];
};

export function bucketsNamed(bucket: string): Buckets {
  const originals = `${bucket}-originals`;
  return {
    everythingElse: bucket,
    originals,
    of: (key) => (key.startsWith(ORIGINALS) ? originals : bucket),
    under(prefix) {
      if (prefix.startsWith(ORIGINALS)) return [originals];
      return ORIGINALS.startsWith(prefix) ? [bucket, originals] : [bucket];
    },
  };
}
