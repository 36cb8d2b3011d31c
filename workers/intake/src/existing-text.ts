import type { PageImage } from '@diachi/domain';
import { arrangePage, type PageText, type Word } from '@diachi/page-text';
import { isSyllable } from '@diachi/vietnamese';
import { errorUnderScan } from './error-under-scan.ts';
import type { PageArea, PdfText, PdfWord, Picture } from './pdf-reader.ts';

export type TextFrame = {
  readonly picture: Picture;
  readonly dpi: number;
  /** Where the picture's edges are on the page. */
  readonly area: PageArea;
  /** Which reader of PDFs found the words. */
  readonly reader: string;
  /** Some OCR program put the words under a scan: they are less sure than typed ones. */
  readonly isUnderScan: boolean;
  /** As documents have it: `vie`, `vie+fra`. */
  readonly language: string;
};

/** A page's own words in pixels of the picture that was made of it, and what its blocks are; what lies outside of that is left out. */
export function existingText(
  { words }: PdfText,
  { picture, dpi, area, reader, isUnderScan, language }: TextFrame,
): PageText {
  const image: PageImage = {
    widthPx: picture.widthPx,
    heightPx: picture.heightPx,
    type: picture.type === 'image/jpeg' ? 'image/jpeg' : 'image/png',
    dpi,
  };
  const found = renumber(words.flatMap((word) => inPixels(word, picture, area)));
  const { widthPx: width, heightPx: height } = image;
  const isVietnamese = language.startsWith('vie');
  const arranged = arrangePage(found, {
    width,
    height,
    isOrdered: true,
    isSyllable: isVietnamese ? isSyllable : undefined,
  });
  return {
    version: 1,
    kind: 'read',
    image,
    engine: { name: 'pdf-text', version: '1', model: '', settings: { reader, isUnderScan } },
    treatments: [],
    look: null,
    ...arranged,
    furtherEngines: [],
    expectedError: isUnderScan ? errorUnderScan(arranged.words, language) : null,
    damage: null,
  };
}

function inPixels(word: PdfWord, { widthPx, heightPx }: Picture, area: PageArea): readonly Word[] {
  const across = (share: number) => clamp(((share - area.left) / (area.right - area.left)) * widthPx, widthPx);
  const down = (share: number) => clamp(((share - area.top) / (area.bottom - area.top)) * heightPx, heightPx);
  const [left, right] = [Math.floor(across(word.left)), Math.ceil(across(word.right))];
  const [top, bottom] = [Math.floor(down(word.top)), Math.ceil(down(word.bottom))];
  if (right <= left || bottom <= top) return [];
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return [{ text: word.text, box, confidence: 1, line: word.line, block: word.block }];
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/** Lines and blocks counted from 0 without gaps, in the order they come. */
function renumber(words: readonly Word[]): readonly Word[] {
  const lines = new Map<number, number>();
  const blocks = new Map<number, number>();
  const numberOf = (known: Map<number, number>, number: number): number => {
    if (!known.has(number)) known.set(number, known.size);
    return known.get(number) ?? 0;
  };
  return words.map((word) => ({ ...word, line: numberOf(lines, word.line), block: numberOf(blocks, word.block) }));
}
