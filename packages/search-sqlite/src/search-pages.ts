import type { DocumentHits } from '@diachi/ports';
import { markText, snippet } from '@diachi/vietnamese';
import { findByWordStart } from './find-by-word-start.ts';
import { prepareMatchingRowsBetween } from './matching-rows.ts';
import type { OpenedIndex } from './opened-index.ts';
import { readQuestion } from './read-question.ts';
import { PAGES_PER_DOCUMENT } from './schema.ts';

const MOST_AT_ONCE = 1_000;

type Stretch = { readonly offset: number; readonly limit: number };

/** Answers which pages of one document match, in reading order. */
export function prepareSearchPages({
  database,
  texts,
  vocabulary,
}: OpenedIndex): (id: string, text: string, stretch: Stretch) => DocumentHits {
  const rowsBetween = prepareMatchingRowsBetween(database);
  const shownUnder = database.prepare(`SELECT number FROM documents WHERE id = ? AND state = 'shown'`);

  return (id, text, { offset, limit }) => {
    const number = shownUnder.get(id)?.[0];
    const from = Number(number ?? 0) * PAGES_PER_DOCUMENT;
    const { question, found, wordStart } = findByWordStart({
      read: (isBegun) => readQuestion(text, isBegun, vocabulary),
      find: ({ compiled }) =>
        number === undefined ? new Float64Array() : rowsBetween(compiled.all, from, from + PAGES_PER_DOCUMENT - 1),
      isNothing: ({ length }) => length === 0,
    });
    const start = Math.max(0, offset);
    const wanted = [...found.subarray(start, start + Math.min(Math.max(0, limit), MOST_AT_ONCE))];
    const pages = wanted.flatMap((place) => {
      const kept = texts.read(place);
      if (!kept) return [];
      return [{ page: place % PAGES_PER_DOCUMENT, label: kept.label, snippet: snippet(markText(kept.text, question)) }];
    });
    return { total: found.length, pages, wordStart };
  };
}
