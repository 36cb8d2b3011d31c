import { Failure, type FailureNote } from './failure.ts';
import { fieldsOf, noteOf, oneOf, orNull, shareOf, yesOrNoOf } from './fields.ts';

/** A page's place in its document, from 0. */
export type PageIndex = number;

/** What is printed on a page, or its number from 1 where nothing better is known: `iv`, `12`. */
export type PageLabel = string;

/** The most pages one document may have; page numbers in keys and in the index are sized for it. */
export const MAX_PAGES = 20_000;

/** What became of a page. `waiting` until it is read; the others are results, and final for their revision. */
export type PageState = 'waiting' | 'read' | 'blank' | 'unreadable';

/** What became of a page, as far as lists tell it. */
export type PageOutcome = {
  readonly state: PageState;
  /** Why a page is unreadable, or what is damaged of one that was read. */
  readonly reason: FailureNote | null;
  /** Share of its characters that are likely wrong, from 0 to 1; null where nobody has reckoned it. */
  readonly expectedError: number | null;
  /** Whether its text is right beyond doubt, so that it may be learned from; null where nobody has looked. */
  readonly isTrusted: boolean | null;
};

/** One line of a document's list of pages. */
export type PageSummary = PageOutcome & { readonly page: PageIndex; readonly label: PageLabel };

/** Of a page nobody has judged. */
export const UNRECKONED = {
  reason: null,
  expectedError: null,
  isTrusted: null,
} as const satisfies Partial<PageOutcome>;

/** A page nobody has read yet. */
export const waitingPage = (page: PageIndex, label: PageLabel): PageSummary => ({
  page,
  label,
  state: 'waiting',
  ...UNRECKONED,
});

/** Reads what became of a page. What was written before errors were reckoned says nothing of them. Throws what says which field is wrong. */
export function pageOutcomeOf(raw: unknown): PageOutcome {
  const page = fieldsOf(raw);
  return {
    state: oneOf(page['state'], ['waiting', 'read', 'blank', 'unreadable'] satisfies PageState[]),
    reason: orNull(page['reason'], noteOf),
    expectedError: orNull(page['expectedError'] ?? null, shareOf),
    isTrusted: orNull(page['isTrusted'] ?? null, yesOrNoOf),
  };
}

/** Fails with `page.bad-index`. */
export function parsePageIndex(raw: unknown): PageIndex {
  const page = typeof raw === 'string' && /^\d{1,5}$/.test(raw) ? Number(raw) : raw;
  if (typeof page === 'number' && Number.isInteger(page) && page >= 0 && page < MAX_PAGES) return page;
  throw new Failure('invalid', 'page.bad-index', 'A page is a whole number from 0.');
}
