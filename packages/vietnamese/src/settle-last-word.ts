import type { ParsedQuery } from './parse-query.ts';

/** `isOpen`: the last word may be only the start of one. */
export type SettledQuery = { readonly parsed: ParsedQuery; readonly isOpen: boolean };

/**
 * What to look for while somebody types. One letter begins nearly every page's words: it counts as a word when it is alone, and not
 * yet when others stand before it.
 */
export function settleLastWord(typed: ParsedQuery): SettledQuery {
  const last = typed.parts.at(-1);
  const word = last?.words.at(-1);
  if (!typed.endsInWord || !last || !word) return { parsed: typed, isOpen: false };
  if (word.folded.length > 1) return { parsed: typed, isOpen: true };

  const rest = last.words.slice(0, -1);
  const parts = [...typed.parts.slice(0, -1), ...(rest.length > 0 ? [{ ...last, words: rest }] : [])];
  return { parsed: parts.length > 0 ? { ...typed, parts, endsInWord: false } : typed, isOpen: false };
}
