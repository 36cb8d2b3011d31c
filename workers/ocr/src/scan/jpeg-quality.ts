/** The table of luminance that JPEG coders scale by their quality (ITU-T T.81, K.1), its sum: 100 × its share in a picture's own is the scale. */
const USUAL_SUM = 3_688;
const TABLES = 0xdb;
const PIXELS = 0xda;
const ENTRIES = 64;

/**
 * The quality a JPEG was coded with, from 1 to 100 as most programs count it, by its table of luminance; near enough where a program has
 * tables of its own. Null where the file does not say.
 */
export function jpegQuality(bytes: Uint8Array): number | null {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1];
    const length = (bytes[at + 2] as number) * 256 + (bytes[at + 3] as number);
    if (marker === PIXELS || length < 2) return null;
    const sum = marker === TABLES ? sumOfTable(bytes.subarray(at + 4, at + 2 + length)) : null;
    if (sum !== null) return qualityOf((100 * sum) / USUAL_SUM);
    at += 2 + length;
  }
  return null;
}

/** Of table 0, when it comes first, as everywhere: its number, and whether its entries have two bytes, stand before it. */
function sumOfTable(segment: Uint8Array): number | null {
  const entryBytes = segment[0] === 0 ? 1 : segment[0] === 0x10 ? 2 : null;
  if (entryBytes === null || segment.length < 1 + ENTRIES * entryBytes) return null;
  const table = segment.subarray(1, 1 + ENTRIES * entryBytes);
  return table.reduce((sum, byte, place) => sum + (entryBytes === 2 && place % 2 === 0 ? byte * 256 : byte), 0);
}

const qualityOf = (scale: number): number =>
  Math.min(100, Math.max(1, Math.round(scale <= 100 ? (200 - scale) / 2 : 5_000 / scale)));
