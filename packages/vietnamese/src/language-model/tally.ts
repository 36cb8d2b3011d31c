/** How often things, told by a whole number, were seen, and in how many documents. */
export type Tally = {
  readonly size: number;
  has(key: number): boolean;
  /** Adds what one document has of a thing. */
  add(key: number, count: number): void;
  /** Gives every thing in no order. */
  each(visit: (key: number, count: number, documents: number) => void): void;
};

const EMPTY = -1;
const FEWEST_SLOTS = 1_024;
const MOST_DOCUMENTS = 65_535;

/**
 * Counts a bounded number of things in a hash table of plain numbers, 14 bytes a slot. When it is full, what was seen least is forgotten, as in
 * G. S. Manku and R. Motwani, "Approximate frequency counts over data streams" (VLDB 2002): what is frequent is never lost.
 */
export function createTally(most: number): Tally {
  let keys = new Float64Array(FEWEST_SLOTS).fill(EMPTY);
  let counts = new Uint32Array(FEWEST_SLOTS);
  let documents = new Uint16Array(FEWEST_SLOTS);
  let size = 0;

  const slotOf = (key: number): number => {
    const mask = keys.length - 1;
    // Multiplicative hashing over both halves of the number.
    let slot = (Math.imul(key % 0x1_0000_0000, 0x9e37_79b1) ^ Math.imul((key / 0x1_0000_0000) | 0, 0x85eb_ca6b)) & mask;
    slot = (slot ^ (slot >>> 15)) & mask;
    while (keys[slot] !== EMPTY && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  };
  const put = (key: number, count: number, inDocuments: number) => {
    const slot = slotOf(key);
    if (keys[slot] === EMPTY) size += 1;
    keys[slot] = key;
    counts[slot] = Math.min(0xffff_ffff, (counts[slot] as number) + count);
    documents[slot] = Math.min(MOST_DOCUMENTS, (documents[slot] as number) + inDocuments);
  };
  const lay = (slots: number, leastCount: number) => {
    const old = { keys, counts, documents };
    keys = new Float64Array(slots).fill(EMPTY);
    counts = new Uint32Array(slots);
    documents = new Uint16Array(slots);
    size = 0;
    for (let at = 0; at < old.keys.length; at += 1) {
      const key = old.keys[at] as number;
      const count = old.counts[at] as number;
      if (key !== EMPTY && count >= leastCount) put(key, count, old.documents[at] as number);
    }
  };
  const makeRoom = () => {
    if (size < most) {
      lay(keys.length * 2, 0);
      return;
    }
    for (let least = 2; size > most / 2; least += 1) lay(keys.length, least);
  };

  return {
    get size() {
      return size;
    },
    has: (key) => keys[slotOf(key)] === key,
    add: (key, count) => {
      put(key, count, 1);
      if (size >= most || size * 3 > keys.length * 2) makeRoom();
    },
    each: (visit) => {
      for (let at = 0; at < keys.length; at += 1) {
        const key = keys[at] as number;
        if (key !== EMPTY) visit(key, counts[at] as number, documents[at] as number);
      }
    },
  };
}
