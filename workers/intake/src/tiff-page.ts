import type { TiffDirectory } from './tiff-directories.ts';
import { bytesAt, fieldBytes, type TiffEntry, VALUE_BYTES, valuesOf, wholeBytes } from './tiff-entries.ts';

const STRIP_OFFSETS = 273;
const TILE_OFFSETS = 324;
const LONG = 4;
/** The types only a BigTIFF has. */
const LONG8 = [16, 17, 18];
const HEADER_BYTES = 8;

/** Fields that lead elsewhere in the file, and say nothing about the pixels: SubIFDs, Exif, GPS, interoperability. */
const POINTERS = [330, 34_665, 34_853, 40_965];
/** Pixels of the kind of JPEG that was given up in 1995 are found through these; such a page cannot be cut out. */
const OLD_JPEG = [513, 519];

/** From here on a field is somebody's own, a colour profile, or a remark: pixels are found and read without it. */
const FIRST_PRIVATE = 32_768;

/** A TIFF that is not a BigTIFF ends here. */
const MOST_PLACE = 2 ** 32 - 1;
/** A page is in memory twice while it is cut out; a larger one is read where it is. */
const MOST_BYTES = 256 << 20;
/** Packing a few pixels may take more than they do unpacked. */
const SLACK_BYTES = 1 << 20;

/**
 * One picture of a TIFF or BigTIFF as a plain TIFF of its own, its packed pixels untouched: G4 stays G4, and nothing is decoded. What lies
 * beyond the end of the file is left out. Null for a page that can only be read where it is. Fails with `BrokenTiff` when a field that is
 * needed lies beyond the end.
 */
export async function cutOutTiffPage({
  layout,
  entries,
  offsets,
  byteCounts,
  unpackedBytes,
}: TiffDirectory): Promise<Buffer | null> {
  if (entries.some(({ tag }) => OLD_JPEG.includes(tag))) return null;
  const { isLittle, sizeBytes } = layout;
  const kept = entries.filter((entry) => isKept(entry, sizeBytes));
  const strips = offsets.map((place, at) => {
    const start = Math.min(place, sizeBytes);
    return { start, length: Math.min(byteCounts[at] ?? 0, sizeBytes - start) };
  });
  const stripBytes = sum(strips.map(({ length }) => length));
  // Strips and fields may all claim the same bytes: together they are never more than the file, nor much more than their pixels.
  if (stripBytes + sum(kept.map(bytesOf)) > Math.min(MOST_BYTES, sizeBytes)) return null;
  if (stripBytes > 2 * unpackedBytes + SLACK_BYTES) return null;
  const [countBytes, entryBytes, offsetBytes] = fieldBytes(false);
  const number = (value: number, size: number) => wholeBytes(value, size, isLittle);
  const long = (value: number) => number(Math.min(value, MOST_PLACE), offsetBytes);

  let place = HEADER_BYTES + countBytes + kept.length * entryBytes + offsetBytes;
  const after: Buffer[] = [];
  const put = (bytes: Buffer): number => {
    const here = place;
    after.push(bytes);
    place += bytes.length;
    return here;
  };

  const stripPlaces: number[] = [];
  for (const { start, length } of strips) stripPlaces.push(put(await bytesAt(layout, start, length)));
  const fieldOf = async (entry: TiffEntry): Promise<Buffer> => {
    const isPlaces = entry.tag === STRIP_OFFSETS || entry.tag === TILE_OFFSETS;
    const longs = isPlaces ? stripPlaces : LONG8.includes(entry.type) ? await valuesOf(layout, entry) : null;
    const values = longs ? Buffer.concat(longs.map(long)) : await bytesAt(layout, entry.place, bytesOf(entry));
    const field = values.length <= offsetBytes ? padded(values, offsetBytes) : long(put(values));
    const type = longs ? LONG : entry.type;
    return Buffer.concat([number(entry.tag, 2), number(type, 2), long(longs?.length ?? entry.count), field]);
  };
  const fields: Buffer[] = [];
  for (const entry of kept) fields.push(await fieldOf(entry));

  const header = [Buffer.from(isLittle ? 'II' : 'MM', 'latin1'), number(42, 2), long(HEADER_BYTES)];
  return Buffer.concat([...header, number(kept.length, countBytes), ...fields, long(0), ...after]);
}

/** Left out are also fields nobody here knows, and private ones that lie beyond the end of the file. */
const isKept = (entry: TiffEntry, sizeBytes: number): boolean =>
  !POINTERS.includes(entry.tag) &&
  VALUE_BYTES[entry.type] !== undefined &&
  (entry.tag < FIRST_PRIVATE || entry.place + bytesOf(entry) <= sizeBytes);

const bytesOf = ({ type, count }: TiffEntry): number => (VALUE_BYTES[type] ?? 1) * count;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

const padded = (bytes: Buffer, length: number): Buffer => Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
