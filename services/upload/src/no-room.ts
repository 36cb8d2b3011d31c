import type { FailureNote } from '@diachi/domain';

const FULL = new Set(['store.full', 'catalogue.full', 'search.full', 'scratch.full']);

/** Whether something failed for want of room on a disk: that is waited out, for it is nobody's failure. */
export const isNoRoom = ({ code }: Pick<FailureNote, 'code'>): boolean => FULL.has(code);
