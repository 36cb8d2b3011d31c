import type { Word } from '@diachi/page-text';

/** One syllable of a page, or what stands in the place of one: `thư` and `viện` of `“thư-viện”,`. */
export type WordPart = {
  /** Which word of the page it is in, and where in its text. */
  readonly word: number;
  readonly start: number;
  readonly text: string;
  /** Nothing but space or a hyphen stands between it and the part before it. */
  readonly isJoined: boolean;
  /** Nothing before it in its sentence: a capital says nothing. */
  readonly beginsSentence: boolean;
};

const PART = /[\p{L}\p{M}\p{N}]+(?:['’ʼ`][\p{L}\p{M}\p{N}]+)*/gu;
const HYPHEN = /^[-\u2010\u2011\u00ad]?$/;
const SENTENCE_END = /[.!?:;…“"«(\-–—+*•]/;

/** The parts of a page's words in their order. Lines of one block go on into the next. */
export function wordParts(words: readonly Word[]): readonly WordPart[] {
  const parts: WordPart[] = [];
  let between = '';
  let block = -1;
  for (const [word, { text, block: inBlock }] of words.entries()) {
    const isNewBlock = inBlock !== block;
    block = inBlock;
    let end = 0;
    for (const { 0: found, index } of text.matchAll(PART)) {
      const sign = between + text.slice(end, index);
      const isFirst = parts.length === 0 || isNewBlock;
      parts.push({
        word,
        start: index,
        text: found,
        isJoined: !isFirst && HYPHEN.test(sign),
        beginsSentence: isFirst || SENTENCE_END.test(end > 0 ? '' : sign),
      });
      between = '';
      end = index + found.length;
    }
    between += text.slice(end);
  }
  return parts;
}
