const START_OF_SCAN = 0xda;

/** Where JPEGs keep what cameras and programs noted: EXIF and XMP (APP1), IPTC (APP13), and remarks (COM). */
const NOTES: ReadonlySet<number | undefined> = new Set([0xe1, 0xed, 0xfe]);

/**
 * A JPEG with its pixels untouched and without what was noted of its taking: a page image is for everybody, and where and by whom a page
 * was photographed is not. The very same bytes where nothing was noted. The original keeps it all.
 */
export function withoutCameraNotes(jpeg: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [jpeg.subarray(0, 2)];
  let hasNotes = false;
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== START_OF_SCAN) {
    const end = at + 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
    if (end > jpeg.length) break;
    if (NOTES.has(jpeg[at + 1])) hasNotes = true;
    else parts.push(jpeg.subarray(at, end));
    at = end;
  }
  return hasNotes ? Buffer.concat([...parts, jpeg.subarray(at)]) : jpeg;
}
