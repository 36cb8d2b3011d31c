/** For every sixteen bits what they begin with: the symbol, and above it how many bits it takes. 0 where no code begins so. */
export type HuffmanTable = Uint16Array;

const CODE_BITS = 16;

/** Builds the codes from how many there are of each length, shortest first (ITU T.81, annex C). Null when there are too many. */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable | null {
  const table = new Uint16Array(1 << CODE_BITS);
  let code = 0;
  let at = 0;
  for (const [index, count] of counts.entries()) {
    const bits = index + 1;
    for (let nth = 0; nth < count; nth += 1) {
      const from = code << (CODE_BITS - bits);
      const to = (code + 1) << (CODE_BITS - bits);
      if (to > table.length) return null;
      table.fill((bits << 8) | (symbols[at] ?? 0), from, to);
      code += 1;
      at += 1;
    }
    code <<= 1;
  }
  return table;
}
