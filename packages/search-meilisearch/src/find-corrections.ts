import {
  type Correction,
  commonestFirst,
  cutWords,
  likelyMeanings,
  mayBeMistyped,
  type ParsedQuery,
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
    const neighbours = spellingNeighbours(folded);
    const found = await countEntries(server, names, neighbours);
    const meanings = likelyMeanings(
      pages,
      neighbours.map((word, place) => ({ word, pages: found[place] ?? 0 })),
    );
    for (const meant of await spellingsOf(server, names, meanings)) corrections.push({ typed, meant });
  }
  return corrections;
}

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
