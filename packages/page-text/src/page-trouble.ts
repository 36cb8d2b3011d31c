import type { FailureNote } from '@diachi/domain';
import type { PageText } from './page-text.ts';

/** Why a page could not be read, or what is damaged of one that was; null for a page that is whole. */
export const pageTrouble = (text: PageText): FailureNote | null => {
  if (text.kind === 'unreadable') return text.reason;
  return text.kind === 'read' ? text.damage : null;
};
