import { decodeTcvn3, decodeVni } from './legacy-tables.ts';
import { isSyllable } from './syllable.ts';

export type LegacyEncoding = 'tcvn3' | 'vni';

/** Fewer words than this may agree by chance. */
const LEAST_WORDS = 3;

/**
 * Names the font encoding of the years before Unicode that a text is really in: TCVN3 (ABC, `ViÖt Nam`) or VNI
 * (`Vieät Nam`). Null for everything else. Judged by the words beyond ASCII: they must make more syllables when decoded than as they stand.
 */
export function legacyEncodingOf(text: string): LegacyEncoding | null {
  const words = text
    .split(/[\s\u00a0]+/)
    .map(trimAscii)
    .filter((word) => /[^\0-\x7f]/.test(word));
  if (words.length < LEAST_WORDS) return null;

  const share = (decode: (word: string) => string) =>
    words.filter((word) => isSyllable(decode(word).normalize('NFC'))).length / words.length;
  const asIs = share((word) => word);
  const tcvn3 = share(decodeTcvn3);
  const vni = share(decodeVni);

  const best = Math.max(tcvn3, vni);
  if (best < 0.5 || asIs > best / 2) return null;
  return tcvn3 >= vni ? 'tcvn3' : 'vni';
}

const trimAscii = (word: string) => word.replace(/^[!-/:-@[-`{-~0-9]+|[!-/:-@[-`{-~0-9]+$/g, '');
