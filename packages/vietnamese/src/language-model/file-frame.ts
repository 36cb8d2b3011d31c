/** How a model's file begins; the last byte is the version of its form. */
export const FILE_MARK: Uint8Array = new TextEncoder().encode('DIACHI\0\u0001');

/** The mark, then the length and the checksum of the rest, four bytes each, the least first. */
export const HEADER_BYTES = 16;

/** FNV-1a over 32 bits: tells a damaged file, not a forged one (draft-eastlake-fnv). */
export function checksumOf(bytes: Uint8Array): number {
  let sum = 0x811c_9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x0100_0193);
  return sum >>> 0;
}
