import { Failure } from '@diachi/domain';
import type { PageText } from './page-text.ts';

/** Reads a page's text from the store. Fails with `page-text.broken` when the object is not one of ours. */
export function parsePageText(bytes: Uint8Array): PageText {
  try {
    const raw = JSON.parse(new TextDecoder().decode(bytes)) as PageText;
    if (raw.version === 1 && ['read', 'blank', 'unreadable'].includes(raw.kind)) return raw;
  } catch (cause) {
    throw new Failure('invalid', 'page-text.broken', 'The stored text of a page is damaged; read the document again.', {
      cause,
    });
  }
  throw new Failure('invalid', 'page-text.broken', 'The stored text of a page has a form this version does not know.');
}
