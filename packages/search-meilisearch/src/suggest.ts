import type { DocumentRecord } from '@diachi/domain';
import type { SearchIndex } from '@diachi/ports';
import {
  commonestFirst,
  cutWords,
  groupsBeginning,
  type ParsedQuery,
  preferTyped,
  readStart,
} from '@diachi/vietnamese';
import { TITLE_START } from './entries.ts';
import type { IndexNames } from './index-names.ts';
import { SHOWN } from './match.ts';
import type { MeiliServer } from './meili-server.ts';
import { foldedTerm } from './term.ts';

/** Pages looked into for how words go on; the commonest ways show up in far fewer. */
const SAMPLED_PAGES = 100;
const SAMPLED_TITLES = 50;
const MOST_SUGGESTIONS = 20;

/** Answers how what is being typed may go on: words or word groups from a sample of pages, then titles. */
export function prepareSuggest(server: MeiliServer, names: IndexNames): SearchIndex['suggest'] {
  return async (start, limit) => {
    const most = Math.min(Math.max(0, Math.floor(limit)), MOST_SUGGESTIONS);
    const typed = readStart(start);
    if (most === 0 || !typed) return [];

    const [pages, titled] = await server.search<{ text?: string; record: string }>([
      {
        indexUid: names.pages,
        q: asStart(typed),
        matchingStrategy: 'all',
        filter: [SHOWN],
        limit: SAMPLED_PAGES,
        attributesToRetrieve: ['text', 'record'],
      },
      {
        indexUid: names.documents,
        q: asTitleStart(typed),
        matchingStrategy: 'all',
        limit: SAMPLED_TITLES,
        attributesToRetrieve: ['record'],
      },
    ]);
    const texts = (pages?.hits ?? []).flatMap(({ text, record }) => text ?? recordTexts(record));
    const isOneWord = foldedWords(typed).length === 1;
    const groups = texts.flatMap((text) => groupsBeginning(text, typed));
    // A single word says nothing about where it stands: it is suggested in small letters.
    const spellings = commonestFirst(isOneWord ? groups.map((word) => word.toLowerCase()) : groups);

    const titles = (titled?.hits ?? [])
      .map(({ record }) => (JSON.parse(record) as DocumentRecord).title)
      .filter((title) => beginsSo(title, typed));
    const named = isShort(typed) ? [] : [...new Set(titles)].slice(0, Math.ceil(most / 2));
    return [...new Set([...preferTyped(spellings, typed, start).slice(0, most - named.length), ...named])];
  };
}

const foldedWords = (typed: ParsedQuery): readonly string[] =>
  typed.parts.flatMap((part) => part.words.map(({ folded }) => folded));

const isShort = (typed: ParsedQuery): boolean => (foldedWords(typed)[0] ?? '').length < 2;

/** The words before the last side by side, and the last as the start of one. */
function asStart(typed: ParsedQuery): string {
  const words = foldedWords(typed).map(foldedTerm);
  const before = words.slice(0, -1);
  return [...(before.length > 0 ? [`"${before.join(' ')}"`] : []), words.at(-1)].join(' ');
}

function asTitleStart(typed: ParsedQuery): string {
  const [first, ...others] = foldedWords(typed).map(foldedTerm);
  const words = [`${TITLE_START}${first}`, ...others];
  const before = words.slice(0, -1);
  return [...(before.length > 0 ? [`"${before.join(' ')}"`] : []), words.at(-1)].join(' ');
}

function beginsSo(title: string, typed: ParsedQuery): boolean {
  const words = foldedWords(typed);
  const own = cutWords(title).map(({ folded }) => folded);
  return words.every((word, at) => (at === words.length - 1 ? own[at]?.startsWith(word) : own[at] === word));
}

function recordTexts(record: string): readonly string[] {
  const { title, collection } = JSON.parse(record) as DocumentRecord;
  return [title.normalize('NFC'), collection.normalize('NFC')];
}
