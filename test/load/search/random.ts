/** Numbers from 0 up to 1 that look random and are the same on every run (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Picks from a list as words are picked in a language: the second half as often as the first, the third a third as often (Zipf). */
export function zipfPicker<Item>(items: readonly Item[], random: () => number): () => Item {
  let total = 0;
  const reached = Float64Array.from(items, (_, rank) => {
    total += 1 / (rank + 2.7);
    return total;
  });
  return () => {
    const sought = random() * total;
    let low = 0;
    let high = items.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((reached[middle] as number) < sought) low = middle + 1;
      else high = middle;
    }
    return items[low] as Item;
  };
}

export function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
