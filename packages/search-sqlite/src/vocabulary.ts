import type { Token } from '@diachi/vietnamese';
import type { Database } from './open-database.ts';

/** Longer “words” are table rules and other noise. */
const LONGEST_WORD = 30;

type Spelling = { readonly folded: string; readonly spelling: string; readonly pages: number };

/** Every word on every page in its own spelling, with the number of pages it is on: for corrections and suggestions. */
export type Vocabulary = {
  /** Counts the words of pages in (+1) or out (-1). */
  count(pages: readonly (readonly Token[])[], change: 1 | -1): void;
  /** On how many pages a word is, in whatever spelling; counted once for each spelling. */
  pagesWith(folded: string): number;
  commonestSpelling(folded: string): string | undefined;
  /** The commonest words that begin so. */
  beginningWith(folded: string, limit: number): readonly Spelling[];
};

export function createVocabulary(database: Database): Vocabulary {
  const add = database.prepare(`
    INSERT INTO vocabulary (folded, spelling, pages) VALUES (?, ?, ?)
    ON CONFLICT (folded, spelling) DO UPDATE SET pages = pages + excluded.pages`);
  const dropUnused = database.prepare('DELETE FROM vocabulary WHERE folded = ? AND spelling = ? AND pages <= 0');
  const sum = database.prepare('SELECT sum(pages) FROM vocabulary WHERE folded = ?');
  const commonest = database.prepare('SELECT spelling FROM vocabulary WHERE folded = ? ORDER BY pages DESC LIMIT 1');
  const beginning = database.prepare(`
    SELECT folded, spelling, pages FROM vocabulary WHERE folded >= ? AND folded < ? ORDER BY pages DESC, spelling LIMIT ?`);

  return {
    count(pages, change) {
      for (const [spelling, { folded, pages: found }] of countSpellings(pages)) {
        add.run(folded, spelling, found * change);
        if (change < 0) dropUnused.run(folded, spelling);
      }
    },
    pagesWith: (folded) => Number(sum.get(folded)?.[0] ?? 0),
    commonestSpelling(folded) {
      const spelling = commonest.get(folded)?.[0];
      return spelling === undefined ? undefined : String(spelling);
    },
    beginningWith: (folded, limit) =>
      beginning.all(folded, `${folded}\u{10ffff}`, limit).map(([word, spelling, pages]) => ({
        folded: String(word),
        spelling: String(spelling),
        pages: Number(pages),
      })),
  };
}

function countSpellings(pages: readonly (readonly Token[])[]): Map<string, { folded: string; pages: number }> {
  const counts = new Map<string, { folded: string; pages: number }>();
  for (const tokens of pages) {
    const onPage = new Set<string>();
    for (const { text, folded } of tokens) {
      if (text.length > LONGEST_WORD || !/\p{L}/u.test(text)) continue;
      const spelling = text.toLowerCase();
      if (onPage.has(spelling)) continue;
      onPage.add(spelling);
      const count = counts.get(spelling);
      if (count) count.pages += 1;
      else counts.set(spelling, { folded, pages: 1 });
    }
  }
  return counts;
}
