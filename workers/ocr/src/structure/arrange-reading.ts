import { type ArrangedPage, arrangePage, type Box, type PageLook, type Word } from '@diachi/page-text';
import { isSyllable } from '@diachi/vietnamese';

/** What is known of a page that was read. */
export type ReadPage = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly look: PageLook;
  /** As documents have it: `vie`, `vie+fra`. */
  readonly language: string;
  readonly otherScript?: readonly Box[];
};

/** The words of a page in reading order, and what its blocks are. */
export const arrangeReading = (
  words: readonly Word[],
  { widthPx, heightPx, look, language, otherScript }: ReadPage,
): ArrangedPage =>
  arrangePage(words, {
    width: widthPx,
    height: heightPx,
    areas: look.areas,
    otherScript,
    isSyllable: language.startsWith('vie') ? isSyllable : undefined,
  });
