import type { Watched } from './watched.ts';

/** What came of comparing files with their checksums, as far as it is counted; null before the first round has ended. */
type LastVerification = { readonly endedAt: string; readonly originalsLost: number } | null;

export type VerificationToWatch = () => Promise<LastVerification>;

export const watchedVerification = (ask: VerificationToWatch): Watched<{ readonly last: LastVerification }> => ({
  ask: async () => ({ last: await ask() }),
  gauges: [
    {
      name: 'diachi_originals_lost',
      help: 'Originals that were damaged or gone when every file was last compared with its checksum',
      samples: (answer) => (answer?.last ? [{ value: answer.last.originalsLost }] : []),
    },
    {
      name: 'diachi_verified_timestamp_seconds',
      help: 'When every file was last compared with its checksum, in seconds since 1970',
      samples: (answer) => (answer?.last ? [{ value: Date.parse(answer.last.endedAt) / 1_000 }] : []),
    },
  ],
});
