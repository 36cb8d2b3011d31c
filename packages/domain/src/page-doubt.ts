import type { PageOutcome } from './page.ts';

/** From this share of wrong characters on, people had better look at a page: 2 in 100. */
export const CHECK_FROM = 0.02;

/** From this share on a reader stumbles, and is told why: 5 characters in 100 are a mistake in every fourth word. */
export const POOR_FROM = 0.05;

/** The share of a page's characters that are likely wrong, as far as it is reason to look at it; all of an unreadable one. Null for any other page. */
export function doubtOf({ state, expectedError }: PageOutcome): number | null {
  if (state === 'unreadable') return 1;
  return state === 'read' && expectedError !== null && expectedError >= CHECK_FROM ? expectedError : null;
}

/** What pages to be checked there are in a document, and the share of its characters that are likely wrong. */
export type DocumentDoubt = { readonly expectedError: number; readonly pages: number };

/**
 * Null when there is no page to be checked. Every page counts alike; one nobody has reckoned anything of, and one whose text came
 * with the document, count as right, and blank ones not at all.
 */
export function doubtOfDocument(pages: readonly PageOutcome[]): DocumentDoubt | null {
  const doubtful = pages.filter((page) => doubtOf(page) !== null).length;
  if (doubtful === 0) return null;
  const written = pages.filter(({ state }) => state === 'read' || state === 'unreadable');
  const sum = written.reduce((total, page) => total + (page.state === 'unreadable' ? 1 : (page.expectedError ?? 0)), 0);
  return { expectedError: sum / written.length, pages: doubtful };
}
