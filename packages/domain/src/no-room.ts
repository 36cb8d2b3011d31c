const CODES: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** True for what operating systems answer when a disk, a person's share of it, or the largest file it takes is full. */
export const isNoRoom = (code: unknown): boolean => CODES.has(code);
