import type { PageText } from '@diachi/page-text';

/** Whether a page says more than its words: nobody could read it, it is a picture, or some of it is in another script. */
export function needsPicture(text: PageText): boolean {
  if (text.image === null || text.kind === 'blank') return false;
  if (text.kind === 'unreadable') return true;
  return text.words.length === 0 || text.blocks.some(({ role }) => role === 'other-script');
}
