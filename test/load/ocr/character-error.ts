/** How far a reading is from the truth: edits needed, of how many. */
export type ErrorCount = { readonly edits: number; readonly of: number };

/** Words of two texts, however they are ordered: how many each has, and how many are in both. */
export type SharedWords = { readonly shared: number; readonly wanted: number; readonly found: number };

/** Of characters, of words, and of characters with their marks taken off; the first less the third is tones and marks alone. */
export type TextErrors = {
  readonly characters: ErrorCount;
  readonly words: ErrorCount;
  readonly bare: ErrorCount;
  readonly anyOrder: SharedWords;
};

/** Compares a reading with the exact text, in reading order; line breaks, kinds of quotes and of dashes do not count. */
export function countErrors(truth: string, read: string): TextErrors {
  const [wanted, found] = [comparable(truth), comparable(read)];
  return {
    characters: compareLists([...wanted], [...found]),
    words: compareLists(wordsOf(wanted), wordsOf(found)),
    bare: compareLists([...withoutMarks(wanted)], [...withoutMarks(found)]),
    anyOrder: sharedWords(wordsOf(wanted), wordsOf(found)),
  };
}

const FOLDED: readonly (readonly [RegExp, string])[] = [
  [/[\u200b-\u200f\ufeff\u00ad]/g, ''],
  [/[‘’‚′`´]/g, "'"],
  [/[“”„«»″]/g, '"'],
  [/[‐‑‒–—―−]/g, '-'],
  [/…/g, '...'],
  [/\s+/g, ' '],
];

/** A text as it is compared: without what makes no difference to a reader. */
export const comparable = (text: string): string =>
  FOLDED.reduce((folded, [pattern, plain]) => folded.replace(pattern, plain), text.normalize('NFC')).trim();

const wordsOf = (text: string) => (text === '' ? [] : text.split(' '));

const withoutMarks = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'));

function sharedWords(wanted: readonly string[], found: readonly string[]): SharedWords {
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of found) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared++;
  }
  return { shared, wanted: wanted.length, found: found.length };
}

/** Least number of insertions, removals and replacements that make one list the other. */
function compareLists(wanted: readonly string[], found: readonly string[]): ErrorCount {
  const numbers = new Map<string, number>();
  const numbered = (parts: readonly string[]) =>
    Uint32Array.from(parts, (part) => {
      const known = numbers.get(part) ?? numbers.size;
      numbers.set(part, known);
      return known;
    });
  const [one, other] = [numbered(wanted), numbered(found)];
  let above = Uint32Array.from({ length: other.length + 1 }, (_, place) => place);
  let here = new Uint32Array(other.length + 1);
  for (let row = 0; row < one.length; row++) {
    const part = one[row];
    here[0] = row + 1;
    for (let column = 0; column < other.length; column++) {
      const replaced = (above[column] as number) + (part === other[column] ? 0 : 1);
      const changed = Math.min(above[column + 1] as number, here[column] as number) + 1;
      here[column + 1] = Math.min(replaced, changed);
    }
    [above, here] = [here, above];
  }
  return { edits: above[other.length] as number, of: wanted.length };
}
