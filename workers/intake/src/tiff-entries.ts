import type { FileHandle } from 'node:fs/promises';

/** Thrown for a TIFF whose chain of directories cannot be followed to its end; what came before it stands. */
export class BrokenTiff extends Error {
  override readonly name = 'BrokenTiff';
}

/** How numbers are written in a TIFF (TIFF 6.0) or a BigTIFF, and where they are read from. */
export type TiffLayout = {
  readonly file: FileHandle;
  readonly sizeBytes: number;
  readonly isLittle: boolean;
  readonly isBig: boolean;
};

/** One field of a directory; `place` is where in the file its values are. */
export type TiffEntry = { readonly tag: number; readonly type: number; readonly count: number; readonly place: number };

/** Bytes of one value, by type. */
export const VALUE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};

const MAX_ENTRIES = 4_096;
/** Values of one entry that are looked at: strips of the tallest page. */
const MAX_VALUES = 200_000;

/** Bytes of a count of entries, of an entry, and of an offset. */
export const fieldBytes = (isBig: boolean) => (isBig ? ([8, 20, 8] as const) : ([2, 12, 4] as const));

/** The fields of the directory at a place, and where the next one is; 0 when there is none. */
export async function readEntries(layout: TiffLayout, place: number) {
  const { isBig, isLittle } = layout;
  const [countBytes, entryBytes, offsetBytes] = fieldBytes(isBig);
  const count = wholeAt(await bytesAt(layout, place, countBytes), 0, countBytes, isLittle);
  if (count === 0 || count > MAX_ENTRIES) throw new BrokenTiff(`A page has ${count} entries.`);
  const body = await bytesAt(layout, place + countBytes, count * entryBytes + offsetBytes);
  const entries: TiffEntry[] = [];
  for (let at = 0; at < count * entryBytes; at += entryBytes) {
    const type = wholeAt(body, at + 2, 2, isLittle);
    const valueCount = wholeAt(body, at + 4, offsetBytes, isLittle);
    const inPlace = at + 4 + offsetBytes;
    const isInside = (VALUE_BYTES[type] ?? 1) * valueCount <= offsetBytes;
    const valuePlace = isInside ? place + countBytes + inPlace : wholeAt(body, inPlace, offsetBytes, isLittle);
    entries.push({ tag: wholeAt(body, at, 2, isLittle), type, count: valueCount, place: valuePlace });
  }
  return { entries, next: wholeAt(body, count * entryBytes, offsetBytes, isLittle) };
}

/** The values of a field as numbers; none when there is no such field. */
export async function valuesOf(layout: TiffLayout, entry: TiffEntry | undefined): Promise<readonly number[]> {
  const size = entry && VALUE_BYTES[entry.type];
  if (!entry || size === undefined) return [];
  const count = Math.min(entry.count, MAX_VALUES);
  const bytes = await bytesAt(layout, entry.place, count * size);
  const isFraction = entry.type === 5 || entry.type === 10;
  return Array.from({ length: count }, (_, at) => {
    if (!isFraction) return wholeAt(bytes, at * size, size, layout.isLittle);
    return wholeAt(bytes, at * 8, 4, layout.isLittle) / (wholeAt(bytes, at * 8 + 4, 4, layout.isLittle) || Number.NaN);
  });
}

/** Fails with `BrokenTiff` when the file ends before. */
export async function bytesAt({ file, sizeBytes }: TiffLayout, place: number, length: number): Promise<Buffer> {
  if (place + length > sizeBytes) throw new BrokenTiff(`It ends before ${place + length}.`);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, place);
  if (bytesRead < length) throw new BrokenTiff(`It ends before ${place + length}.`);
  return buffer;
}

export function wholeAt(bytes: Buffer, at: number, size: number, isLittle: boolean): number {
  if (size === 8) return Number(isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
  return isLittle ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
}

export function wholeBytes(value: number, size: number, isLittle: boolean): Buffer {
  const bytes = Buffer.alloc(size);
  if (size === 8 && isLittle) bytes.writeBigUInt64LE(BigInt(value));
  else if (size === 8) bytes.writeBigUInt64BE(BigInt(value));
  else if (isLittle) bytes.writeUIntLE(value, 0, size);
  else bytes.writeUIntBE(value, 0, size);
  return bytes;
}
