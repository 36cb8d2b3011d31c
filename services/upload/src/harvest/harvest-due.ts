import type { HarvestSource, HarvestState } from '@diachi/domain';

const HOUR_MS = 3_600_000;

/** Whether a source is to be harvested by itself now: at its time, at once when a harvest was broken off, and in an hour when a repository was away. */
export function isHarvestDue({ isOn, everyHours }: HarvestSource, state: HarvestState, now: Date): boolean {
  if (!isOn) return false;
  const { triedAt, notBefore, place, reports } = state;
  const nowMs = now.getTime();
  if (notBefore !== null && nowMs < Date.parse(notBefore)) return false;
  if (triedAt === null || (place !== null && place.report.failure === null)) return true;
  const isAway = reports[0]?.failure?.kind === 'unavailable';
  const everyMs = (isAway ? Math.min(1, everyHours) : everyHours) * HOUR_MS;
  return nowMs - Date.parse(triedAt) >= everyMs;
}
