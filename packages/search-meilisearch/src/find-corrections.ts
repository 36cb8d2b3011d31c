import {
  type Correction,
  commonestFirst,
  cutWords,
  fold,
  likelyMeanings,
  mayBeMistyped,
  type ParsedQuery,
  possibleSyllables,
  spellingNeighbours,
  wordsToCheck,
} from '@diachi/vietnamese';
import { type Condition, isOneOf } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import type { MeiliServer } from './meili-server.ts';
import { foldedTerm } from './term.ts';

/** Entries looked into for how a word is mostly spelt. */
const SAMPLED = 10;
const SHOWN: Condition = isOneOf('isShown', [true]);

/** Finds what may have been meant by longer words nobody wrote. Asks the server only about words that may be mistyped. */
export async function findCorrections(
  server: MeiliServer,
  names: IndexNames,
  query: ParsedQuery,
  isTyping: boolean,
): Promise<readonly Correction[]> {
  const words = wordsToCheck(query, isTyping);
  const counts = await countEntries(
    server,
    names,
    words.map(({ folded }) => folded),
  );
  const corrections: Correction[] = [];
  for (const [at, { typed, folded }] of words.entries()) {
    const pages = counts[at] ?? 0;
    if (!mayBeMistyped(pages)) continue;
    const meanings = await meaningsOf(server, names, folded, pages);
    for (const meant of await spellingsOf(server, names, meanings)) corrections.push({ typed, meant });
  }
  return corrections;
}

/** Of a few hundred neighbours only some can be Vietnamese: the others are asked for when none of these was written. */
async function meaningsOf(
  server: MeiliServer,
  names: IndexNames,
  word: string,
  pages: number,
): Promise<readonly string[]> {
  const all = spellingNeighbours(word);
  const likely = all.filter((neighbour) => syllables.has(neighbour));
  const strange = all.filter((neighbour) => !syllables.has(neighbour));
  for (const neighbours of [likely, strange]) {
    const found = await countEntries(server, names, neighbours);
    const counts = neighbours.map((neighbour, place) => ({ word: neighbour, pages: found[place] ?? 0 }));
    const meanings = likelyMeanings(pages, counts);
    if (meanings.length > 0) return meanings;
  }
  return [];
}

const syllables: ReadonlySet<string> = new Set(possibleSyllables().map(fold));

async function countEntries(
  server: MeiliServer,
  names: IndexNames,
  words: readonly string[],
): Promise<readonly number[]> {
  const found = await server.search(
    words.map((word) => ({
      indexUid: names.pages,
      q: `"${foldedTerm(word)}"`,
      filter: [SHOWN],
      page: 1,
      hitsPerPage: 0,
    })),
  );
  return found.map(({ totalHits = 0 }) => totalHits);
}

/** The words as they are mostly written, in small letters. */
async function spellingsOf(
  server: MeiliServer,
  names: IndexNames,
  words: readonly string[],
): Promise<readonly string[]> {
  const sampled = await server.search<{ text?: string; record?: string }>(
    words.map((word) => ({
      indexUid: names.pages,
      q: `"${foldedTerm(word)}"`,
      filter: [SHOWN],
      limit: SAMPLED,
      attributesToRetrieve: ['text', 'record'],
    })),
  );
  return words.map((word, at) => {
    const texts = (sampled[at]?.hits ?? []).map(({ text, record }) => text ?? titlesOf(record));
    const spelt = texts.flatMap((text) =>
      cutWords(text)
        .filter(({ folded }) => folded === word)
        .map(({ start, end }) => text.slice(start, end).toLowerCase()),
    );
    return commonestFirst(spelt)[0] ?? word;
  });
}

function titlesOf(record = '{}'): string {
  const { title = '', collection = '' } = JSON.parse(record) as { title?: string; collection?: string };
  return `${title} / ${collection}`.normalize('NFC');
}
