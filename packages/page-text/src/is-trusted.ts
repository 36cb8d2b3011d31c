import type { PageText } from './page-text.ts';

/** Whether a page's text is right beyond doubt, so that the library may learn from it what its language is like: text that came with a document. */
export const isTrusted = (text: PageText): boolean => text.kind === 'read' && text.engine.name === 'pdf-text';
