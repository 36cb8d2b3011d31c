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

/** A TIFF that is not a BigTIFF ends here. */
const MOST_BYTES = 2 ** 32 - 1;

/**
 * One picture of a TIFF or BigTIFF as a plain TIFF of its own, its packed pixels untouched: G4 stays G4, and nothing is decoded. What lies
 * beyond the end of the file is left out. Null for a page that can only be read where it is.
 */
export async function cutOutTiffPage({ layout, entries, offsets, byteCounts }: TiffDirectory): Promise<Buffer | null> {
  if (entries.some(({ tag }) => OLD_JPEG.includes(tag))) return null;
  if (byteCounts.reduce((sum, count) => sum + count, 0) > MOST_BYTES / 2) return null;
  const { isLittle, sizeBytes } = layout;
  const [countBytes, entryBytes, offsetBytes] = fieldBytes(false);
  const number = (value: number, size: number) => wholeBytes(value, size, isLittle);
  const long = (value: number) => number(Math.min(value, MOST_BYTES), offsetBytes);

  const strips: Buffer[] = [];
  for (const [at, place] of offsets.entries()) {
    const start = Math.min(place, sizeBytes);
    strips.push(await bytesAt(layout, start, Math.min(byteCounts[at] ?? 0, sizeBytes - start)));
  }
  const kept = entries.filter(({ tag, type }) => !POINTERS.includes(tag) && VALUE_BYTES[type] !== undefined);
  let place = HEADER_BYTES + countBytes + kept.length * entryBytes + offsetBytes;
  const after: Buffer[] = [];
  const put = (bytes: Buffer): number => {
    const here = place;
    after.push(bytes);
    place += bytes.length;
    return here;
  };

  const stripPlaces = strips.map(put);
  const fieldOf = async (entry: TiffEntry): Promise<Buffer> => {
    const isPlaces = entry.tag === STRIP_OFFSETS || entry.tag === TILE_OFFSETS;
    const longs = isPlaces ? stripPlaces : LONG8.includes(entry.type) ? await valuesOf(layout, entry) : null;
    const values = longs
      ? Buffer.concat(longs.map(long))
      : await bytesAt(layout, entry.place, (VALUE_BYTES[entry.type] ?? 1) * entry.count);
    const field = values.length <= offsetBytes ? padded(values, offsetBytes) : long(put(values));
    const type = longs ? LONG : entry.type;
    return Buffer.concat([number(entry.tag, 2), number(type, 2), long(longs?.length ?? entry.count), field]);
  };
  const fields: Buffer[] = [];
  for (const entry of kept) fields.push(await fieldOf(entry));

  const header = [Buffer.from(isLittle ? 'II' : 'MM', 'latin1'), number(42, 2), long(HEADER_BYTES)];
  return Buffer.concat([...header, number(kept.length, countBytes), ...fields, long(0), ...after]);
}

const padded = (bytes: Buffer, length: number): Buffer => Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
