import { Failure } from '@diachi/domain';
import type { IndexedPage } from '@diachi/ports';
import { tokenize } from '@diachi/vietnamese';
import type { OpenedIndex } from './opened-index.ts';
import { PAGES_PER_DOCUMENT } from './schema.ts';

/** Writes pages under a document's number: their words in both forms, their text, their share in the vocabulary. */
export function preparePageWriter({
  database,
  texts,
  vocabulary,
}: OpenedIndex): (number: number, pages: readonly IndexedPage[]) => void {
  const insertFolded = database.prepare('INSERT INTO folded (rowid, words) VALUES (?, ?)');
  const insertExact = database.prepare('INSERT INTO exact (rowid, words) VALUES (?, ?)');

  return (number, pages) => {
    const tokens = pages.map((page) => {
      const words = tokenize(page.text);
      const place = number * PAGES_PER_DOCUMENT + parsePage(page);
      insertFolded.run(place, words.map((word) => word.folded).join(' '));
      insertExact.run(place, words.map((word) => word.exact).join(' '));
      texts.keep(place, page);
      return words;
    });
    vocabulary.count(tokens, 1);
  };
}

function parsePage({ page }: IndexedPage): number {
  if (Number.isInteger(page) && page >= 0 && page < PAGES_PER_DOCUMENT) return page;
  throw new Failure('invalid', 'search.bad-page', `A page to be indexed is a whole number from 0, not ${page}.`);
}
