import type { DocumentRecord } from '@diachi/domain';
import {
  commonestFirst,
  groupsBeginning,
  type ParsedQuery,
  preferTyped,
  type QueryWord,
  readStart,
} from '@diachi/vietnamese';
import { compileQuery } from './compile-query.ts';
import type { OpenedIndex } from './opened-index.ts';
import { PAGES_PER_DOCUMENT } from './schema.ts';

/** Pages looked into for how several words go on; the commonest ways show up in far fewer. */
const SAMPLED_PAGES = 150;
const MOST_SUGGESTIONS = 20;

/** Answers how what is being typed may go on: words or word groups from the pages, then titles. */
export function prepareSuggest(index: OpenedIndex): (start: string, limit: number) => readonly string[] {
  const { database, documents, texts, vocabulary } = index;
  const samplePages = database.prepare('SELECT rowid FROM folded WHERE folded MATCH ? LIMIT ?');
  const sampleRecords = database.prepare('SELECT rowid FROM records WHERE records MATCH ? LIMIT ?');
  const recordOf = database.prepare('SELECT record FROM documents WHERE number = ?');

  const titles = (typed: ParsedQuery): readonly string[] =>
    sampleRecords
      .all(`title : ^ ${asPhrase(typed)}`, SAMPLED_PAGES)
      .filter(([number]) => documents.get(Number(number)))
      .map(([number]) => (JSON.parse(String(recordOf.get(Number(number))?.[0])) as DocumentRecord).title);

  const wordGroups = (typed: ParsedQuery): readonly string[] => {
    const pages = samplePages
      .all(asPhrase(isShortlyBegun(typed) ? withoutLastWord(typed) : typed), SAMPLED_PAGES)
      .filter(([place]) => documents.get(Math.floor(Number(place) / PAGES_PER_DOCUMENT)))
      .flatMap(([place]) => texts.read(Number(place))?.text ?? []);
    return commonestFirst(pages.flatMap((text) => groupsBeginning(text, typed)));
  };

  return (start, limit) => {
    const most = Math.min(Math.max(0, Math.floor(limit)), MOST_SUGGESTIONS);
    const typed = readStart(start);
    if (most === 0 || !typed) return [];
    const words = wordsOf(typed);
    const first = words[0] as QueryWord;

    const spellings =
      words.length === 1
        ? vocabulary.beginningWith(first.folded, MOST_SUGGESTIONS * 3).map((word) => word.spelling)
        : wordGroups(typed);
    const inTones = preferTyped(spellings, typed, start);
    const named = [...new Set(first.folded.length > 1 ? titles(typed) : [])].slice(0, Math.ceil(most / 2));
    return [...new Set([...inTones.slice(0, most - named.length), ...named])];
  };
}

const wordsOf = (typed: ParsedQuery) => typed.parts.flatMap((part) => part.words);

const asPhrase = (typed: ParsedQuery): string =>
  compileQuery(
    { ...typed, parts: [{ isPhrase: true, words: wordsOf(typed) }] },
    { isTyping: typed.endsInWord, corrections: [] },
  ).all;

// The words that begin with one letter are too many to ask for; how the words before it go on tells the commonest of them.
const isShortlyBegun = (typed: ParsedQuery) => wordsOf(typed).at(-1)?.folded.length === 1;

const withoutLastWord = (typed: ParsedQuery): ParsedQuery => ({
  ...typed,
  parts: [{ isPhrase: true, words: wordsOf(typed).slice(0, -1) }],
  endsInWord: false,
});
