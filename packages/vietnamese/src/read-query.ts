import { Failure } from '@diachi/domain';
import { MAX_QUERY_LENGTH, MAX_QUERY_WORDS, parseQuery } from './parse-query.ts';
import { type SettledQuery, settleLastWord } from './settle-last-word.ts';

/** Reads what a person typed in order to look for it. Fails with `search.bad-query` when there is nothing to look for, or it is too long. */
export function readQuery(text: string, isTyping: boolean): SettledQuery {
  const typed = parseQuery(text);
  if (typed.state === 'too-long') {
    throw new Failure(
      'invalid',
      'search.bad-query',
      `Search for at most ${MAX_QUERY_WORDS} words and ${MAX_QUERY_LENGTH} characters at once.`,
      { details: { words: MAX_QUERY_WORDS, characters: MAX_QUERY_LENGTH } },
    );
  }
  if (typed.state === 'nothing') {
    throw new Failure('invalid', 'search.bad-query', 'There is no word or number to look for in what was typed.');
  }
  return isTyping ? settleLastWord(typed) : { parsed: typed, isOpen: false };
}
