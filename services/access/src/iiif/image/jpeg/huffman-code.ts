/** Which runs of bits stand for which symbols in a JPEG (ITU-T T.81, Annex C). */
export type HuffmanCode = {
  /** What the next 16 bits begin with: how many of them times 256, and the symbol; 0 where that is none. */
  find(next: number): number;
  /** How a symbol is written: in how many bits times 65,536, and these; 0 where it cannot be. */
  written(symbol: number): number;
};

const LONGEST = 16;
/** Most symbols take no more bits than this, and are found at once. */
const SHORT = 8;

/** Of how many symbols there are of each length from 1 to 16, and the symbols in this order. Null for what can be no code. */
export function createHuffmanCode(counts: Uint8Array, symbols: Uint8Array): HuffmanCode | null {
  const short = new Uint16Array(1 << SHORT);
  const written = new Int32Array(256);
  const ends = new Int32Array(LONGEST + 1);
  const places = new Int32Array(LONGEST + 1);
  let [bits, place] = [0, 0];
  for (let length = 1; length <= LONGEST; length += 1, bits <<= 1) {
    const end = bits + (counts[length - 1] ?? 0);
    if (end > 1 << length) return null;
    places[length] = place - bits;
    ends[length] = end;
    for (; bits < end; bits += 1, place += 1) {
      const symbol = symbols[place];
      if (symbol === undefined) return null;
      written[symbol] = (length << 16) | bits;
      if (length > SHORT) continue;
      short.fill((length << 8) | symbol, bits << (SHORT - length), (bits + 1) << (SHORT - length));
    }
  }

  return {
    find(next) {
      const found = short[next >> (LONGEST - SHORT)] ?? 0;
      if (found !== 0) return found;
      for (let length = SHORT + 1; length <= LONGEST; length += 1) {
        const begin = next >> (LONGEST - length);
        if (begin < (ends[length] ?? 0)) return (length << 8) | (symbols[begin + (places[length] ?? 0)] ?? 0);
      }
      return 0;
    },
    written: (symbol) => written[symbol] ?? 0,
  };
}
