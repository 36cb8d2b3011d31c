import { findHits, type ParsedQuery, readQuery } from '@diachi/vietnamese';

/** Whether a text has all that was asked for; of a phrase all its words one after the other. */
export type PageMatcher = {
  readonly matches: (text: string) => boolean;
  readonly parsed: ParsedQuery;
  readonly isTyping: boolean;
};

/** Reads a query as the search index does. `isTyping`: its last word may be only the start of one. Fails with `search.bad-query`. */
export function createPageMatcher(query: string, isTyping: boolean): PageMatcher {
  const { parsed, isOpen } = readQuery(query, isTyping);
  const parts = parsed.parts.map((part, place) => {
    const isLast = place === parsed.parts.length - 1;
    return { asked: { ...parsed, parts: [part] }, options: { isTyping: isOpen && isLast } };
  });
  return {
    matches: (text) => parts.every(({ asked, options }) => findHits([text], asked, options).length > 0),
    parsed,
    isTyping: isOpen,
  };
}
