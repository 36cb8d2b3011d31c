import { Failure, type FailureNote } from './failure.ts';

/** A page's place in its document, from 0. */
export type PageIndex = number;

/** What is printed on a page, or its number from 1 where nothing better is known: `iv`, `12`. */
export type PageLabel = string;

/** The most pages one document may have; page numbers in keys and in the index are sized for it. */
export const MAX_PAGES = 20_000;

/** What became of a page. `waiting` until it is read; the others are results, and final for their revision. */
export type PageState = 'waiting' | 'read' | 'blank' | 'unreadable';

/** One line of a document's list of pages. */
export type PageSummary = {
  readonly page: PageIndex;
  readonly label: PageLabel;
  readonly state: PageState;
  /** Why a page is unreadable, or what is damaged of one that was read. */
  readonly reason: FailureNote | null;
};

/** Fails with `page.bad-index`. */
export function parsePageIndex(raw: unknown): PageIndex {
  const page = typeof raw === 'string' && /^\d{1,5}$/.test(raw) ? Number(raw) : raw;
  if (typeof page === 'number' && Number.isInteger(page) && page >= 0 && page < MAX_PAGES) return page;
  throw new Failure('invalid', 'page.bad-index', 'A page is a whole number from 0.');
}
