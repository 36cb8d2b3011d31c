import type { PageHit } from '@diachi/ports';
import { type MarkedText, markText, snippet } from '@diachi/vietnamese';
import type { Match } from './match-documents.ts';
import type { OpenedIndex } from './opened-index.ts';
import type { RankedRows } from './rank-rows.ts';
import type { Question } from './read-question.ts';
import { PAGES_PER_DOCUMENT } from './schema.ts';

const MOST_PAGES = 3;
/** Pages looked into to find the best: enough for a good choice, few enough for a full result page to stay quick. */
const CANDIDATES = 6;

/** The pages of a document to show under it: those that match best, and among equals those with the most hits. */
export function bestPages(
  { texts }: Pick<OpenedIndex, 'texts'>,
  question: Question,
  { start, end }: Match,
  { rows, levels }: RankedRows,
): readonly PageHit[] {
  const places = Array.from({ length: end - start }, (_, step) => start + step);
  return places
    .sort((one, other) => (levels[other] as number) - (levels[one] as number) || one - other)
    .slice(0, CANDIDATES)
    .flatMap((at) => {
      const kept = texts.read(rows[at] as number);
      return kept ? [{ kept, level: levels[at] as number, marked: markText(kept.text, question) }] : [];
    })
    .sort((one, other) => other.level - one.level || countHits(other.marked) - countHits(one.marked))
    .slice(0, MOST_PAGES)
    .map(({ kept, marked }) => ({
      page: kept.place % PAGES_PER_DOCUMENT,
      label: kept.label,
      snippet: snippet(marked),
    }));
}

const countHits = ({ marks }: MarkedText) => marks.filter(Boolean).length;
