import type { FailureNote } from '@diachi/domain';

const AWAY = new Set([
  'store.unavailable',
  'catalogue.unavailable',
  'search.unavailable',
  'queue.unavailable',
  'queue.full',
  'original.unreachable',
]);

/** Whether something failed because a server did not answer: that is over by itself when the server is back. */
export const isAway = ({ code }: Pick<FailureNote, 'code'>): boolean => AWAY.has(code);
