import { isMojibake, legacyEncodingOf, syllableShare } from '@diachi/vietnamese';
import { isUnderScan } from './is-under-scan.ts';
import type { PdfText, PdfWord } from './pdf-reader.ts';

/** Why a page's own text is not kept, so that the page is read by OCR. */
export type TextFault =
  | 'too-little'
  | 'unknown-characters'
  | 'legacy-encoding'
  | 'mojibake'
  | 'not-vietnamese'
  | 'only-part';

export type TextCircumstances = {
  /** How much of the page images cover, from 0 to 1: under them may be words that nobody has typed. */
  readonly imageShare: number;
  /** The document's languages, as `vie+fra`. */
  readonly language: string;
};

const LEAST_WORDS = 5;
/** Of a page that is a picture, this many words reaching over this much of its height must be there. */
const LEAST_ON_PICTURE = { words: 20, height: 0.3 };
const MOST_UNKNOWN = 0.02;
const LEAST_SYLLABLES = 0.75;

/**
 * Says what is wrong with the text that came with a page; null when it is good. Text under a scan was put there by some OCR
 * program, which may not have known Vietnamese: it is asked for more than text that was typed.
 */
export function judgeText({ words, unknownCharacters }: PdfText, circumstances: TextCircumstances): TextFault | null {
  if (words.length < LEAST_WORDS) return 'too-little';
  const text = words.map((word) => word.text).join(' ');
  const characters = [...text].length;
  const strange = unknownCharacters + (text.match(/[\p{Co}\p{Cn}\ufffd]/gu)?.length ?? 0);
  if (strange > characters * MOST_UNKNOWN) return 'unknown-characters';
  if (legacyEncodingOf(text) !== null) return 'legacy-encoding';
  if (isMojibake(text)) return 'mojibake';
  if (!isUnderScan(circumstances.imageShare)) return null;

  if (words.length < LEAST_ON_PICTURE.words || reachOf(words) < LEAST_ON_PICTURE.height) return 'only-part';
  const isVietnameseOnly = circumstances.language === 'vie';
  return isVietnameseOnly && syllableShare(text) < LEAST_SYLLABLES ? 'not-vietnamese' : null;
}

function reachOf(words: readonly PdfWord[]): number {
  const top = Math.min(...words.map((word) => word.top));
  const bottom = Math.max(...words.map((word) => word.bottom));
  return bottom - top;
}
