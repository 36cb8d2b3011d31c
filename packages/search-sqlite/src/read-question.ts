import { Failure } from '@diachi/domain';
import { type Correction, MAX_QUERY_LENGTH, MAX_QUERY_WORDS, type ParsedQuery, parseQuery } from '@diachi/vietnamese';
import { type CompiledQuery, compileQuery } from './compile-query.ts';
import { findCorrections } from './find-corrections.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a person wants to find, in every form the index needs. */
export type Question = {
  readonly parsed: ParsedQuery;
  readonly isTyping: boolean;
  readonly corrections: readonly Correction[];
  readonly compiled: CompiledQuery;
};

/** Fails with `search.bad-query`. */
export function readQuestion(text: string, isTyping: boolean, vocabulary: Vocabulary): Question {
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
  const { parsed, isOpen } = isTyping ? settleLastWord(typed) : { parsed: typed, isOpen: false };
  const corrections = findCorrections(vocabulary, parsed, isOpen);
  return { parsed, isTyping: isOpen, corrections, compiled: compileQuery(parsed, { isTyping: isOpen, corrections }) };
}

// One letter begins nearly every page's words. It counts as a word when it is alone, and not yet when others stand before it.
function settleLastWord(typed: ParsedQuery): { parsed: ParsedQuery; isOpen: boolean } {
  const last = typed.parts.at(-1);
  const word = last?.words.at(-1);
  if (!typed.endsInWord || !last || !word) return { parsed: typed, isOpen: false };
  if (word.folded.length > 1) return { parsed: typed, isOpen: true };

  const rest = last.words.slice(0, -1);
  const parts = [...typed.parts.slice(0, -1), ...(rest.length > 0 ? [{ ...last, words: rest }] : [])];
  return { parsed: parts.length > 0 ? { ...typed, parts, endsInWord: false } : typed, isOpen: false };
}
