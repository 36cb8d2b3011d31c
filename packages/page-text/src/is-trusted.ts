import type { PageText } from './page-text.ts';

/**
 * Whether a page's text is right beyond doubt, so that the library may learn from it what its language is like: text that was typed and
 * came with a document. Text under a scan was read by some OCR program; what was kept before that was noted may be such text.
 */
export const isTrusted = (text: PageText): boolean =>
  text.kind === 'read' && text.engine.name === 'pdf-text' && text.engine.settings['isUnderScan'] === false;
