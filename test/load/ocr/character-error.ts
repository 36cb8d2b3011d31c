/** How far a reading is from the truth: edits needed, of how many. */
export type ErrorCount = { readonly edits: number; readonly of: number };

/** Of characters, of words, and of characters with their marks taken off; the first less the third is tones and marks alone. */
export type TextErrors = { readonly characters: ErrorCount; readonly words: ErrorCount; readonly bare: ErrorCount };

/** Compares a reading with the exact text, in reading order; line breaks, kinds of quotes and of dashes do not count. */
export function countErrors(truth: string, read: string): TextErrors {
  const [wanted, found] = [comparable(truth), comparable(read)];
  return {
    characters: compareLists([...wanted], [...found]),
    words: compareLists(wanted.split(' '), found.split(' ')),
    bare: compareLists([...withoutMarks(wanted)], [...withoutMarks(found)]),
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

const comparable = (text: string) =>
  FOLDED.reduce((folded, [pattern, plain]) => folded.replace(pattern, plain), text.normalize('NFC')).trim();

const withoutMarks = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'));

/** Least number of insertions, removals and replacements that make one list the other. */
function compareLists(wanted: readonly string[], found: readonly string[]): ErrorCount {
  let above = Uint32Array.from({ length: found.length + 1 }, (_, place) => place);
  for (const [row, part] of wanted.entries()) {
    const here = new Uint32Array(found.length + 1);
    here[0] = row + 1;
    for (const [column, other] of found.entries()) {
      const replaced = (above[column] as number) + (part === other ? 0 : 1);
      const changed = Math.min((above[column + 1] as number) + 1, (here[column] as number) + 1);
      here[column + 1] = Math.min(replaced, changed);
    }
    above = here;
  }
  return { edits: above[found.length] as number, of: wanted.length };
}
