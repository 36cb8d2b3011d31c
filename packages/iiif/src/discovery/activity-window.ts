/**
 * A stretch of time by the start of an ISO 8601 date in UTC: `2026`, `2026-11`, `2026-11-23`, `2026-11-23T10`, `2026-11-23T10:15`,
 * `2026-11-23T10:15:30`.
 */
export type ActivityWindow = string;

const FIRST = '0000-01-01T00:00:00Z';
const FORM = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}(?::\d{2}(?::\d{2})?)?)?)?)?$/;
/** Years, months, days, hours, minutes, seconds: how much of a date says each. */
const LENGTHS = [4, 7, 10, 13, 16, 19] as const;

/** Null for what names no stretch of time. */
export function parseActivityWindow(written: string): ActivityWindow | null {
  if (!FORM.test(written)) return null;
  const { from } = windowEnds(written);
  // A date that does not exist, such as the 31st of April, is another day when it is read.
  return Number.isNaN(Date.parse(from)) || new Date(from).toISOString() !== from.replace('Z', '.000Z') ? null : written;
}

/** Its first and its last second. */
export function windowEnds(window: ActivityWindow): { readonly from: string; readonly until: string } {
  const from = window + FIRST.slice(window.length);
  if (window.length === 7) {
    const [year, month] = window.split('-').map(Number);
    const days = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
    return { from, until: `${window}-${days}T23:59:59Z` };
  }
  return { from, until: window + '0000-12-31T23:59:59Z'.slice(window.length) };
}

/** The stretches of time a moment (ISO 8601, UTC, to the second) lies in, the longest first. */
export const windowsAround = (at: string): readonly ActivityWindow[] => LENGTHS.map((length) => at.slice(0, length));

/** A second before or after a moment. */
export const secondsFrom = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1_000).toISOString().replace('.000Z', 'Z');
