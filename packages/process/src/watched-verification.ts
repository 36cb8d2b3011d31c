import type { Watched } from './watched.ts';

/** What is known of files, as far as it is counted. */
type Verification = {
  /** The last round of comparing them with their checksums; null before the first has ended. */
  readonly last: { readonly endedAt: string } | null;
  /** What is wrong now. */
  readonly standing: { readonly originalsLost: number };
};

export type VerificationToWatch = () => Promise<Verification>;

export const watchedVerification = (ask: VerificationToWatch): Watched<Verification> => ({
  ask,
  gauges: [
    {
      name: 'diachi_originals_lost',
      help: 'Originals known to be damaged or gone, from the moment it is found until they are seen to be whole again',
      samples: (answer) => (answer ? [{ value: answer.standing.originalsLost }] : []),
    },
    {
      name: 'diachi_verified_timestamp_seconds',
      help: 'When every file was last compared with its checksum, in seconds since 1970',
      samples: (answer) => (answer?.last ? [{ value: Date.parse(answer.last.endedAt) / 1_000 }] : []),
    },
  ],
});
