/** A gap longer than this is a pause, not a slow page. */
const LONGEST_GAP_MS = 5 * 60_000;

/** Seconds until so many more are done, by when the last ones were (in milliseconds, rising); null before three of them show a pace. */
export function forecastSeconds(doneAtMs: readonly number[], remaining: number): number | null {
  const gaps = doneAtMs.slice(1).map((at, place) => at - (doneAtMs[place] ?? at));
  const usual = gaps.filter((gap) => gap <= LONGEST_GAP_MS);
  if (usual.length < 2) return null;
  const mean = usual.reduce((sum, gap) => sum + gap, 0) / usual.length;
  return Math.ceil((mean * remaining) / 1000);
}
