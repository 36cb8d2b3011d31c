const ALPHABET = [...'abcdeghiklmnopqrstuvxy'];

/** Two letters that are read as one, either way; and signs, which are read for one letter or another. */
const GROUPS: readonly (readonly [read: string, truth: string])[] = [
  ['m', 'rn'],
  ['m', 'in'],
  ['m', 'ni'],
  ['m', 'nn'],
  ['d', 'cl'],
  ['n', 'ri'],
  ['h', 'li'],
  ['u', 'ii'],
  ['u', 'li'],
  ['k', 'lc'],
  ['h', 'ii'],
  ['n', 'ii'],
  ['w', 'vv'],
].flatMap(([one = '', two = '']) => [
  [one, two],
  [two, one],
]);

/** Letters without marks that differ from a word's in one place: a letter more, less or another, two for one or one for two. */
export function nearbyLetters(word: string): ReadonlySet<string> {
  const all = new Set([word]);
  for (let at = 0; at <= word.length; at += 1) {
    const before = word.slice(0, at);
    const after = word.slice(at);
    for (const letter of ALPHABET) {
      all.add(before + letter + after);
      if (after !== '') all.add(before + letter + after.slice(1));
    }
    if (after !== '') all.add(before + after.slice(1));
    for (const [read, truth] of GROUPS) if (after.startsWith(read)) all.add(before + truth + after.slice(read.length));
  }
  return all;
}
