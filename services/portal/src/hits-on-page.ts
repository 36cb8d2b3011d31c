import { dividedWords, type PageText } from '@diachi/page-text';
import { findHits, type HitOptions, parseQuery } from '@diachi/vietnamese';

/** Indexes of the words of a page that a query matches, in order; of a word that is divided at the end of a line, all its parts. */
export function hitsOnPage(text: PageText, query: string, options: HitOptions): readonly number[] {
  if (text.kind !== 'read') return [];
  const divided = dividedWords(text);
  const said = text.words.map((word) => {
    const part = divided.get(word);
    if (!part) return word.text;
    return part.isFirst ? part.whole : '';
  });
  const hits = new Set(findHits(said, parseQuery(query), options));
  let whole: string | null = null;
  for (const [index, word] of text.words.entries()) {
    const part = divided.get(word);
    if (part?.isFirst) whole = hits.has(index) ? part.whole : null;
    else if (part && part.whole === whole) hits.add(index);
  }
  return [...hits].toSorted((one, other) => one - other);
}
