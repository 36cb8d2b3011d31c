/** Whole numbers for words, so that what is counted of them takes little room. */
export type WordNumbers = {
  /** The number of a word, a new one when it has none; null only after the last number was given. */
  of(word: string): number | null;
  /** Words by their number, of those that still have one. */
  names(): ReadonlyMap<number, string>;
};

/**
 * Numbers words from 0. Whenever so many have a number, those whose number is no longer counted lose it; one that comes again gets
 * a new one. A number is never given twice, so that what was counted of one word is never told of another.
 */
export function numberWords(most: number, last: number, isCounted: (number: number) => boolean): WordNumbers {
  const numbers = new Map<string, number>();
  let next = 0;
  return {
    of: (word) => {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      if (next > last) return null;
      if (numbers.size >= most) {
        for (const [one, number] of numbers) if (!isCounted(number)) numbers.delete(one);
      }
      numbers.set(word, next);
      next += 1;
      return next - 1;
    },
    names: () => new Map(Array.from(numbers, ([word, number]) => [number, word])),
  };
}
