/** Paper wider than this is not scanned: the file's claim must then be a program's habit and no measurement. */
const MAX_INCHES = 60;

/**
 * A claim of dots per inch, or null when it says nothing: 72 and 96 are what programs write that do not know, and no library scans
 * below 50 or above 4,800.
 */
export function believableDpi(claimed: number | null | undefined, widthPx: number): number | null {
  if (claimed === null || claimed === undefined || !Number.isFinite(claimed)) return null;
  const dpi = Math.round(claimed * 10) / 10;
  if (dpi === 72 || dpi === 96 || dpi < 50 || dpi > 4_800) return null;
  return widthPx / dpi > MAX_INCHES ? null : dpi;
}
