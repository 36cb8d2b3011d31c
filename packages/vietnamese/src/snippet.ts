import { type CutWord, cutWords } from './cut-words.ts';
import { type HitOptions, markHits } from './find-hits.ts';
import type { ParsedQuery } from './parse-query.ts';

const WORDS = 40;
const WORDS_BEFORE_HIT = 8;

/** A stretch of text; hits are the words that were sought. */
export type TextPart = { readonly text: string; readonly isHit: boolean };

/** A page's words with those that were sought marked. */
export type MarkedText = {
  readonly text: string;
  readonly tokens: readonly CutWord[];
  readonly marks: readonly boolean[];
};

/** `text` is NFC. */
export function markText(
  text: string,
  { parsed, ...options }: HitOptions & { readonly parsed: ParsedQuery },
): MarkedText {
  const tokens = cutWords(text);
  return { text, tokens, marks: markHits(tokens, parsed, options) };
}

/** A line or two around the densest place of hits, as it is spelt on the page, with blanks and line ends made one blank. */
export function snippet(marked: MarkedText): readonly TextPart[] {
  const { text, tokens } = marked;
  const first = Math.max(0, densestPlace(marked) - WORDS_BEFORE_HIT);
  const last = Math.min(tokens.length, first + WORDS) - 1;
  const start = first === 0 ? 0 : (tokens[first]?.start ?? 0);
  const end = last === tokens.length - 1 ? text.length : (tokens[last]?.end ?? text.length);

  const parts = markedParts(marked, start, end);
  return [
    ...(start > 0 ? [{ text: '… ', isHit: false }] : []),
    ...parts,
    ...(end < text.length ? [{ text: ' …', isHit: false }] : []),
  ];
}

/** The whole of a short text with its hits marked. */
export const wholeSnippet = (marked: MarkedText): readonly TextPart[] => markedParts(marked, 0, marked.text.length);

/** Where the most different words that were sought stand within one snippet's length. */
function densestPlace({ tokens, marks }: MarkedText): number {
  const hits = tokens.flatMap((token, at) => (marks[at] ? [{ at, folded: token.folded }] : []));
  let best = { at: hits[0]?.at ?? 0, score: 0 };
  hits.forEach((hit, order) => {
    const within = [];
    for (let next = order; next < hits.length && within.length < WORDS; next += 1) {
      const other = hits[next];
      if (!other || other.at - hit.at >= WORDS - WORDS_BEFORE_HIT) break;
      within.push(other.folded);
    }
    const score = new Set(within).size * WORDS + within.length;
    if (score > best.score) best = { at: hit.at, score };
  });
  return best.at;
}

function markedParts({ text, tokens, marks }: MarkedText, start: number, end: number): readonly TextPart[] {
  const parts: TextPart[] = [];
  const add = (stretch: string, isHit: boolean) => {
    const line = stretch.replace(/\s+/g, ' ');
    if (line !== '') parts.push({ text: line, isHit });
  };
  let at = start;
  tokens.forEach((token, place) => {
    if (!marks[place] || token.start < at || token.end > end || token.start < start) return;
    const gap = text.slice(at, token.start);
    const previous = parts.at(-1);
    if (previous?.isHit && gap.trim() === '') {
      parts[parts.length - 1] = {
        text: `${previous.text}${gap === '' ? '' : ' '}${text.slice(token.start, token.end)}`,
        isHit: true,
      };
    } else {
      add(gap, false);
      add(text.slice(token.start, token.end), true);
    }
    at = token.end;
  });
  add(text.slice(at, end), false);
  return parts;
}
