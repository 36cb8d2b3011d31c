import { LETTER_GLYPH, SPACE_GLYPH } from './glyphless-font.ts';

/** Code of the space between words; the other codes follow in the order the characters are first met. */
export const SPACE_CODE = 1;
const MOST_CODES = 0xffff;
const UNKNOWN = '\uFFFD';

/**
 * Gives each character of a document a code of two bytes. Any character of Unicode can have one, also those beyond U+FFFF in
 * which Nôm is written. A document with more than 65,534 different characters shows the last of them as U+FFFD.
 */
export type GlyphCodes = {
  /** A word as a hexadecimal string, and how many glyphs it has. */
  encode(word: string): { readonly hex: string; readonly glyphs: number };
  /** What each code means: the ToUnicode CMap (ISO 32000-1, 9.10.3). */
  toUnicode(): string;
  /** Which glyph shows each code, two bytes each: the CIDToGIDMap. */
  toGlyphs(): Uint8Array;
};

export function createGlyphCodes(): GlyphCodes {
  const codes = new Map<string, number>([
    [' ', SPACE_CODE],
    [UNKNOWN, SPACE_CODE + 1],
  ]);

  function codeOf(character: string): number {
    const known = codes.get(character);
    if (known !== undefined) return known;
    if (codes.size >= MOST_CODES) return codeOf(UNKNOWN);
    const code = codes.size + 1;
    codes.set(character, code);
    return code;
  }

  return {
    encode(word) {
      const written = Array.from(word, (character) => hex4(codeOf(character)));
      return { hex: written.join(''), glyphs: written.length };
    },

    toUnicode() {
      const lines = Array.from(codes, ([character, code]) => `<${hex4(code)}> <${utf16(character)}>`);
      const blocks: string[] = [];
      for (let start = 0; start < lines.length; start += 100) {
        const block = lines.slice(start, start + 100);
        blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
      }
      return [...opening, ...blocks, ...ending, ''].join('\n');
    },

    toGlyphs() {
      const glyphs = Buffer.alloc(2 * (codes.size + 1));
      for (const code of codes.values()) {
        glyphs.writeUInt16BE(code === SPACE_CODE ? SPACE_GLYPH : LETTER_GLYPH, 2 * code);
      }
      return glyphs;
    },
  };
}

const opening = [
  '/CIDInit /ProcSet findresource begin',
  '12 dict begin',
  'begincmap',
  '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
  '/CMapName /Adobe-Identity-UCS def',
  '/CMapType 2 def',
  '1 begincodespacerange',
  '<0000> <FFFF>',
  'endcodespacerange',
];

const ending = ['endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end'];

const hex4 = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');

const utf16 = (character: string) =>
  Array.from({ length: character.length }, (_, place) => hex4(character.charCodeAt(place))).join('');
