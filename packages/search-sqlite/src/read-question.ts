import { type Correction, type ParsedQuery, readQuery } from '@diachi/vietnamese';
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
  const { parsed, isOpen } = readQuery(text, isTyping);
  const corrections = findCorrections(vocabulary, parsed, isOpen);
  return { parsed, isTyping: isOpen, corrections, compiled: compileQuery(parsed, { isTyping: isOpen, corrections }) };
}
