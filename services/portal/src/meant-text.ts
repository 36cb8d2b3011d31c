import type { SearchResult, SnippetPart } from '@diachi/ports';
import { fold, tokenize } from '@diachi/vietnamese';

/**
 * What was typed, with every word nobody wrote replaced by the one that stands in its place here, so that the page a result leads
 * to marks what was found. Where several could stand, the one among the marked words of the snippet.
 */
export function meantText(
  text: string,
  corrections: SearchResult['corrections'],
  snippet: readonly SnippetPart[] = [],
): string {
  if (corrections.length === 0) return text;
  const here = new Set(snippet.flatMap((part) => (part.isHit ? tokenize(part.text).map(({ folded }) => folded) : [])));
  const meanings = Map.groupBy(corrections, ({ typed }) => fold(typed));

  const composed = text.normalize('NFC');
  let written = '';
  let at = 0;
  for (const { text: word, folded, start, end } of tokenize(composed)) {
    const choices = meanings.get(folded)?.map(({ meant }) => meant);
    const meant = choices?.find((choice) => here.has(fold(choice))) ?? choices?.[0] ?? word;
    written += composed.slice(at, start) + meant;
    at = end;
  }
  return written + composed.slice(at);
}
