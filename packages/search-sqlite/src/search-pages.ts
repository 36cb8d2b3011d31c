import type { PageHit } from '@diachi/ports';
import { prepareMatchingRowsBetween } from './matching-rows.ts';
import type { OpenedIndex } from './opened-index.ts';
import { readQuestion } from './read-question.ts';
import { PAGES_PER_DOCUMENT } from './schema.ts';
import { markText, snippet } from './snippet.ts';

const MOST_AT_ONCE = 1_000;

export type PagesFound = { readonly total: number; readonly pages: readonly PageHit[] };
type Stretch = { readonly offset: number; readonly limit: number };

/** Answers which pages of one document match, in reading order. */
export function prepareSearchPages({
  database,
  texts,
  vocabulary,
}: OpenedIndex): (id: string, text: string, stretch: Stretch) => PagesFound {
  const rowsBetween = prepareMatchingRowsBetween(database);
  const shownUnder = database.prepare(`SELECT number FROM documents WHERE id = ? AND state = 'shown'`);

  return (id, text, { offset, limit }) => {
    const question = readQuestion(text, false, vocabulary);
    const number = shownUnder.get(id)?.[0];
    if (number === undefined) return { total: 0, pages: [] };

    const from = Number(number) * PAGES_PER_DOCUMENT;
    const rows = rowsBetween(question.compiled.all, from, from + PAGES_PER_DOCUMENT - 1);
    const start = Math.max(0, offset);
    const wanted = [...rows.subarray(start, start + Math.min(Math.max(0, limit), MOST_AT_ONCE))];
    const pages = wanted.flatMap((place) => {
      const kept = texts.read(place);
      if (!kept) return [];
      return [{ page: place % PAGES_PER_DOCUMENT, label: kept.label, snippet: snippet(markText(kept.text, question)) }];
    });
    return { total: rows.length, pages };
  };
}
