import type { DocumentRecord } from '@diachi/domain';
import type { ListedTerm, TermList, TermStretch, WordList } from '@diachi/ports';
import { alphabetKey, tokenize } from '@diachi/vietnamese';
import type { Database } from './open-database.ts';

const MOST_AT_ONCE = 100;

/** The lists of terms that catalogues leaf through, of shown documents. */
export type ListedTerms = {
  /** Puts a shown document, by its number, into the lists of what its record has. */
  enter(number: number, record: DocumentRecord): void;
  /** Takes it out of them again. */
  leave(number: number, record: DocumentRecord): void;
  /** The numbers of documents that have a term. */
  having(list: WordList, term: string): ReadonlySet<number>;
  stretch(list: TermList, start: string, counts: { readonly before: number; readonly after: number }): TermStretch;
};

export function createListedTerms(database: Database): ListedTerms {
  const count = database.prepare(`
    INSERT INTO terms (list, term, spelling, documents) VALUES (?, ?, ?, ?)
    ON CONFLICT (list, term, spelling) DO UPDATE SET documents = documents + excluded.documents`);
  const drop = database.prepare('DELETE FROM terms WHERE list = ? AND term = ? AND spelling = ? AND documents <= 0');
  const add = database.prepare('INSERT OR IGNORE INTO entries (list, term, document) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM entries WHERE list = ? AND term = ? AND document = ?');
  const having = database.prepare('SELECT document FROM entries WHERE list = ? AND term = ?');
  // Of several spellings SQLite answers the one of the row with the largest count.
  const reading = (side: '<' | '>=', order: 'DESC' | 'ASC') =>
    database.prepare(`
      SELECT spelling, max(documents), sum(documents) FROM terms WHERE list = ? AND term ${side} ?
      GROUP BY term ORDER BY term ${order} LIMIT ?`);
  const [before, after] = [reading('<', 'DESC'), reading('>=', 'ASC')];
  const read = (statement: typeof before, list: TermList, start: string, most: number): readonly ListedTerm[] =>
    statement
      .all(list, start, Math.min(Math.max(0, Math.floor(most)), MOST_AT_ONCE))
      .map(([spelling, , documents]) => ({ term: String(spelling), documents: Number(documents) }));

  return {
    enter(number, record) {
      for (const { list, term, spelling } of termsOf(record)) {
        count.run(list, term, spelling, 1);
        add.run(list, term, number);
      }
    },
    leave(number, record) {
      for (const { list, term, spelling } of termsOf(record)) {
        count.run(list, term, spelling, -1);
        drop.run(list, term, spelling);
        remove.run(list, term, number);
      }
    },
    having: (list, term) => new Set(having.all(list, keyOf(term)).map(([number]) => Number(number))),
    stretch: (list, start, counts) => ({
      before: read(before, list, keyOf(start), counts.before).toReversed(),
      after: read(after, list, keyOf(start), counts.after),
    }),
  };
}

type Entry = { readonly list: TermList; readonly term: string; readonly spelling: string };

function termsOf({ title, creators, subjects, date }: DocumentRecord): readonly Entry[] {
  const year = date?.fromYear ?? date?.toYear ?? null;
  return [
    ...entriesOf('title', [title]),
    ...entriesOf(
      'creator',
      creators.map(({ name }) => name),
    ),
    ...entriesOf('subject', subjects),
    ...entriesOf('year', year === null || year < 0 ? [] : [String(year).padStart(4, '0')]),
  ];
}

/** A record that says the same twice has it once. */
function entriesOf(list: TermList, texts: readonly string[]): readonly Entry[] {
  const byTerm = new Map(texts.map((text) => [keyOf(text), text.normalize('NFC')]));
  return [...byTerm].flatMap(([term, spelling]) => (term === '' ? [] : [{ list, term, spelling }]));
}

const keyOf = (text: string): string => alphabetKey(tokenize(text));
