const APP1 = 0xe1;
const START_OF_SCAN = 0xda;

/** EXIF orientation for quarter turns clockwise: none, 90°, 180°, 270°. */
const ORIENTATIONS = [1, 6, 3, 8] as const;

/**
 * A JPEG with its pixels untouched that is shown turned. What EXIF it had is taken out: a PDF shows its images without regard to
 * that, so an orientation in it would be a second turn.
 */
export function turnJpeg(jpeg: Uint8Array, turns: 0 | 1 | 2 | 3): Uint8Array {
  const parts: Uint8Array[] = [jpeg.subarray(0, 2)];
  if (turns !== 0) parts.push(exifWith(ORIENTATIONS[turns]));
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== START_OF_SCAN) {
    const end = at + 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
    if (end > jpeg.length) break;
    if (jpeg[at + 1] !== APP1) parts.push(jpeg.subarray(at, end));
    at = end;
  }
  parts.push(jpeg.subarray(at));
  return Buffer.concat(parts);
}

/** The least EXIF block there can be: a TIFF header and one directory with one entry, 0112 Orientation, SHORT. */
function exifWith(orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff];
  return Uint8Array.from([0xff, APP1, 0, body.length + 2, ...body]);
}
