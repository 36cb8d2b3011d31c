import type { RankedRows } from './rank-rows.ts';
import { PAGES_PER_DOCUMENT } from './schema.ts';
import type { ShownDocument, ShownDocuments } from './shown-documents.ts';

/** A document that matches, before any filter. */
export type Match = {
  readonly document: ShownDocument;
  /** Where its pages stand among the ranked rows: from `start` up to `end`. */
  readonly start: number;
  readonly end: number;
  /** The best of its pages and its record. */
  readonly level: number;
  /** Higher is better; documents of a better level are always higher. */
  readonly relevance: number;
};

/** Groups matching pages by document and adds the documents whose record matches. Pages of documents nobody sees are passed over. */
export function matchDocuments(documents: ShownDocuments, pages: RankedRows, records: RankedRows): readonly Match[] {
  const recordLevels = new Map<number, number>();
  records.rows.forEach((number, at) => void recordLevels.set(number, records.levels[at] as number));

  const matches: Match[] = [];
  for (let start = 0; start < pages.rows.length; ) {
    const number = Math.floor((pages.rows[start] as number) / PAGES_PER_DOCUMENT);
    const end = endOfDocument(pages.rows, start, number);
    const document = documents.get(number);
    if (document) matches.push(match(document, pages.levels, start, end, recordLevels.get(number)));
    recordLevels.delete(number);
    start = end;
  }
  for (const [number, level] of recordLevels) {
    const document = documents.get(number);
    if (document) matches.push(match(document, pages.levels, 0, 0, level));
  }
  return matches;
}

/** Every document, the last received first: what an empty question lists. */
export const matchEverything = (documents: ShownDocuments): readonly Match[] =>
  [...documents.all()].map((document) => ({ document, start: 0, end: 0, level: 0, relevance: document.receivedAtMs }));

function endOfDocument(rows: Float64Array, start: number, number: number): number {
  const beyond = (number + 1) * PAGES_PER_DOCUMENT;
  let end = start + 1;
  while (end < rows.length && (rows[end] as number) < beyond) end += 1;
  return end;
}

function match(
  document: ShownDocument,
  levels: Uint8Array,
  start: number,
  end: number,
  recordLevel: number | undefined,
): Match {
  let best = 0;
  let bestPages = 0;
  for (let at = start; at < end; at += 1) {
    const level = levels[at] as number;
    if (level < best) continue;
    bestPages = level === best ? bestPages + 1 : 1;
    best = level;
  }
  const level = Math.max(best, recordLevel ?? 0);
  const isTitled = recordLevel !== undefined && recordLevel >= best;
  return { document, start, end, level, relevance: level * 8 + (isTitled ? 4 : 0) + weight(bestPages, document.pages) };
}

// From 0 to 4: many pages speak for a book, and a large part of its pages for an article.
const weight = (found: number, pages: number): number =>
  found === 0 ? 0 : Math.min(2.5, Math.log1p(found) / 3) + Math.min(1.4, (1.4 * found) / pages);
