import type { PageOutcome } from '@diachi/domain';
import { isTrusted } from './is-trusted.ts';
import type { PageText } from './page-text.ts';
import { pageTrouble } from './page-trouble.ts';

/** What lists tell of a page that was read. */
export const pageOutcome = (text: PageText): PageOutcome => ({
  state: text.kind,
  reason: pageTrouble(text),
  expectedError: text.kind === 'read' ? text.expectedError : null,
  isTrusted: isTrusted(text),
});
