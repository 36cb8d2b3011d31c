import { dividedWords, type PageText } from '@diachi/page-text';
import { findHits, type HitOptions, parseQuery } from '@diachi/vietnamese';

/** Indexes of the words of a page that a query matches, in order; of a word that is divided at the end of a line, all its parts. */
export const hitsOnPage = (text: PageText, query: string, options: HitOptions): readonly number[] =>
  placesOnPage(text, query, options).flat();

/**
 * The places on a page that a query matches, in order, each as the indexes of its words: what was sought as several words is one place where they
 * stand side by side, and a word that is divided at the end of a line is one with all its parts.
 */
export function placesOnPage(text: PageText, query: string, options: HitOptions): readonly (readonly number[])[] {
  if (text.kind !== 'read') return [];
  const divided = dividedWords(text);
  const said = text.words.map((word) => {
    const part = divided.get(word);
    if (!part) return word.text;
    return part.isFirst ? part.whole : '';
  });
  const parsed = parseQuery(query);
  const isOneWord = parsed.parts.reduce((count, part) => count + part.words.length, 0) === 1;
  const hits = new Set(findHits(said, parsed, options));
  const places: number[][] = [];
  let whole: string | null = null;
  let previous = Number.NEGATIVE_INFINITY;
  for (const [index, word] of text.words.entries()) {
    const part = divided.get(word);
    const goesOn = part !== undefined && !part.isFirst && part.whole === whole;
    if (part?.isFirst) whole = hits.has(index) ? part.whole : null;
    if (!hits.has(index) && !goesOn) continue;
    const place = places.at(-1);
    if (place && (goesOn || (!isOneWord && previous === index - 1))) place.push(index);
    else places.push([index]);
    previous = index;
  }
  return places;
}
