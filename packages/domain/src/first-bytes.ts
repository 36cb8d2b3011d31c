/** How much of a file is enough to tell what it is. */
export const GLANCE_BYTES = 4_096;

/** The start of a file with one character for each byte, so that it can be compared with written signatures. */
export const firstCharacters = (firstBytes: Uint8Array): string =>
  String.fromCharCode(...firstBytes.subarray(0, GLANCE_BYTES));
