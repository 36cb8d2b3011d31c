/** A wait shorter than this costs more than it is worth. */
const LEAST_WAIT_MS = 20;

/**
 * Keeps reading to so many megabytes a second, asked anew each time, by waiting after what was read. 0 is as fast as it goes. Time spent reading counts; time
 * lost is not made up for by a burst longer than a second.
 */
export function createBytePace(
  mbPerSecond: () => number,
  wait: (ms: number) => Promise<unknown>,
  nowMs: () => number = () => performance.now(),
): (sizeBytes: number) => Promise<void> {
  let dueMs = nowMs();
  return async (sizeBytes) => {
    const pace = mbPerSecond();
    if (pace === 0) return;
    dueMs = Math.max(dueMs, nowMs() - 1_000) + sizeBytes / (pace * 1_000);
    const aheadMs = dueMs - nowMs();
    if (aheadMs >= LEAST_WAIT_MS) await wait(aheadMs);
  };
}
