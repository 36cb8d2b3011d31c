import type { DocumentRecord } from '@diachi/domain';
import type { ListedTerm, TermList, TermStretch } from '@diachi/ports';
import { tokenize } from '@diachi/vietnamese';
import type { Database } from './open-database.ts';

const LONGEST = 300;
const MOST_AT_ONCE = 100;

/** The lists of terms that catalogues leaf through, counted by shown documents. */
export type ListedTerms = {
  /** Counts what a record adds to the lists in (+1) or out (-1). */
  count(record: DocumentRecord, change: 1 | -1): void;
  stretch(list: TermList, start: string, counts: { readonly before: number; readonly after: number }): TermStretch;
};

export function createListedTerms(database: Database): ListedTerms {
  const add = database.prepare(`
    INSERT INTO terms (list, folded, spelling, documents) VALUES (?, ?, ?, ?)
    ON CONFLICT (list, folded, spelling) DO UPDATE SET documents = documents + excluded.documents`);
  const drop = database.prepare('DELETE FROM terms WHERE list = ? AND folded = ? AND spelling = ? AND documents <= 0');
  // Of several spellings SQLite answers the one of the row with the largest count.
  const reading = (side: '<' | '>=', order: 'DESC' | 'ASC') =>
    database.prepare(`
      SELECT spelling, max(documents), sum(documents) FROM terms WHERE list = ? AND folded ${side} ?
      GROUP BY folded ORDER BY folded ${order} LIMIT ?`);
  const [before, after] = [reading('<', 'DESC'), reading('>=', 'ASC')];
  const read = (statement: typeof before, list: TermList, start: string, count: number): readonly ListedTerm[] =>
    statement
      .all(list, start, Math.min(Math.max(0, Math.floor(count)), MOST_AT_ONCE))
      .map(([spelling, , documents]) => ({ term: String(spelling), documents: Number(documents) }));

  return {
    count(record, change) {
      for (const [list, spelling] of termsOf(record)) {
        const folded = foldedKey(spelling);
        if (folded === '') continue;
        add.run(list, folded, spelling, change);
        if (change < 0) drop.run(list, folded, spelling);
      }
    },
    stretch: (list, start, counts) => ({
      before: read(before, list, foldedKey(start), counts.before).toReversed(),
      after: read(after, list, foldedKey(start), counts.after),
    }),
  };
}

function termsOf({ title, creators, subjects, date }: DocumentRecord): readonly (readonly [TermList, string])[] {
  const year = date?.fromYear ?? date?.toYear ?? null;
  return [
    ['title', title.normalize('NFC')],
    ...unlike(creators.map(({ name }) => name)).map((name) => ['creator', name] as const),
    ...unlike(subjects).map((subject) => ['subject', subject] as const),
    ...(year === null || year < 0 ? [] : [['year', String(year).padStart(4, '0')] as const]),
  ];
}

const unlike = (texts: readonly string[]) => [
  ...new Map(texts.map((text) => [foldedKey(text), text.normalize('NFC')])).values(),
];

const foldedKey = (text: string): string =>
  tokenize(text)
    .map(({ folded }) => folded)
    .join(' ')
    .slice(0, LONGEST);
