import type { Options, Store } from 'express-rate-limit';

type Count = { totalHits: number; readonly resetTime: Date };

/**
 * Counts of requests in a fixed window from the first of each, for `most` senders at a time: when one more comes, the one whose window ends
 * first is forgotten. What has ended goes with whatever is counted next, so there is no clock to stop.
 */
export function createBoundedCounts(most: number, nowMs: () => number = Date.now): Store {
  let windowMs = 60_000;
  // All windows are as long, so they stand in the order in which they end.
  const counts = new Map<string, Count>();

  const forgetEnded = () => {
    for (const [key, { resetTime }] of counts) {
      if (resetTime.getTime() > nowMs()) return;
      counts.delete(key);
    }
  };

  return {
    localKeys: true,
    init: (options: Pick<Options, 'windowMs'>) => {
      windowMs = options.windowMs;
    },
    increment: (key) => {
      forgetEnded();
      const known = counts.get(key);
      if (known) {
        known.totalHits += 1;
        return { ...known };
      }
      const [first] = counts.keys();
      if (counts.size >= most && first !== undefined) counts.delete(first);
      const begun: Count = { totalHits: 1, resetTime: new Date(nowMs() + windowMs) };
      counts.set(key, begun);
      return { ...begun };
    },
    decrement: (key) => {
      const known = counts.get(key);
      if (known && known.totalHits > 0) known.totalHits -= 1;
    },
    resetKey: (key) => void counts.delete(key),
  };
}
