/** A share as databases keep it: a whole number of millionths. */
export const millionths = (share: number | null): number | null => (share === null ? null : Math.round(share * 1e6));

export const shareOfMillionths = (kept: number | null): number | null => (kept === null ? null : kept / 1e6);
