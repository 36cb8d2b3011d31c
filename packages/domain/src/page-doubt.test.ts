import { expect, test } from 'vitest';
import { type PageOutcome, waitingPage } from './page.ts';
import { CHECK_FROM, doubtOf, doubtOfDocument } from './page-doubt.ts';

const read = (expectedError: number | null): PageOutcome => ({ ...waitingPage(0, '1'), state: 'read', expectedError });
const of = (state: PageOutcome['state']): PageOutcome => ({ ...waitingPage(0, '1'), state });

test('a page is looked at when enough of it is likely wrong, and an unreadable one always', () => {
  expect(doubtOf(read(CHECK_FROM))).toBe(CHECK_FROM);
  expect(doubtOf(of('unreadable'))).toBe(1);
  for (const page of [read(CHECK_FROM / 2), read(null), of('blank'), of('waiting')]) expect(doubtOf(page)).toBeNull();
});

test('a document is as doubtful as its written pages are on the whole', () => {
  const pages = [read(0.1), read(0.02), read(null), of('unreadable'), of('blank')];

  expect(doubtOfDocument(pages)).toEqual({ expectedError: (0.1 + 0.02 + 0 + 1) / 4, pages: 3 });
});

test('a document without a page to be checked is none to look at', () => {
  expect(doubtOfDocument([read(0.01), of('blank')])).toBeNull();
  expect(doubtOfDocument([])).toBeNull();
});
