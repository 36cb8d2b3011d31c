/** Keeps so many beginnings a minute apart, evenly: no rush after a rest. */
export type Pace = {
  /** Milliseconds until the next may begin; 0 when it may now. */
  waitMs(nowMs: number): number;
  begin(nowMs: number): void;
};

/** What may begin so often a minute; without a number, whenever it likes. */
export function createPace(perMinute: number | undefined): Pace {
  if (perMinute === undefined) return { waitMs: () => 0, begin: () => {} };
  if (!Number.isInteger(perMinute) || perMinute < 1) throw new Error('At least one step a minute is done.');
  const apartMs = 60_000 / perMinute;
  let nextMs = Number.NEGATIVE_INFINITY;
  return {
    waitMs: (nowMs) => Math.max(0, nextMs - nowMs),
    begin(nowMs) {
      nextMs = nowMs + apartMs;
    },
  };
}
