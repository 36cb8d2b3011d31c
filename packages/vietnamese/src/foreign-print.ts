import { isSyllable } from './syllable.ts';

const UNITS = new Set('km hm dm cm mm kg hg dg cg mg kw mw kwh mwh ha hl dl cl ml ft mph'.split(' '));
// The alphabet of Vietnamese does without these; ç, œ, æ, ñ and ß come with French, Spanish and German words.
const FOREIGN_LETTER = /[fjwzçœæñßëïöü]/;
const ROMAN = /^(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;
const SHORTEST_JOINED = 3;
const LONGEST_JOINED = 24;
const ONSET = /^(?:[bcdđghklmnpqrstvx])/;

/**
 * Whether a word that is no syllable is at home in Vietnamese print all the same: units (km, kg), Roman numerals, whatever has a foreign letter,
 * and loanwords whose syllables are written together (hécta, ôtô, xôviết, kilômét).
 */
export function isForeignPrint(word: string): boolean {
  const small = word.normalize('NFC').toLowerCase();
  return UNITS.has(small) || FOREIGN_LETTER.test(small) || ROMAN.test(word) || isJoined(small);
}

/** Two syllables or more without a gap, from the second on with an onset: ngưòi is no ngư and òi. */
function isJoined(word: string): boolean {
  if (word.length < SHORTEST_JOINED || word.length > LONGEST_JOINED) return false;
  // How far the word can be cut into syllables.
  const ends = new Set([0]);
  for (let end = 1; end <= word.length; end += 1) {
    const isEnd = [...ends].some((from) => {
      const part = word.slice(from, end);
      return (from === 0 || ONSET.test(part)) && part.length < word.length && isSyllable(part);
    });
    if (isEnd) ends.add(end);
  }
  return ends.has(word.length);
}
