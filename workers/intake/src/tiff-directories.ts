import type { FileHandle } from 'node:fs/promises';

/** One picture of a TIFF as its directory describes it (TIFF 6.0, and BigTIFF). */
export type TiffDirectory = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitsPerSample: number;
  readonly samplesPerPixel: number;
  /** A smaller copy of another picture, or a mask: no page of its own. */
  readonly isSecondary: boolean;
  readonly dpi: number | null;
  /** True when some of its pixels lie beyond the end of the file. */
  readonly breaksOff: boolean;
};

/** Thrown for a TIFF whose chain of directories cannot be followed to its end; what came before it stands. */
export class BrokenTiff extends Error {
  override readonly name = 'BrokenTiff';
}

const TAGS = {
  subfileType: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  stripOffsets: 273,
  samplesPerPixel: 277,
  stripByteCounts: 279,
  xResolution: 282,
  resolutionUnit: 296,
  tileOffsets: 324,
  tileByteCounts: 325,
} as const;

const SIZES: Readonly<Record<number, number>> = {
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
const REDUCED_OR_MASK = 0b101;

type Entry = { readonly type: number; readonly count: number; readonly place: number };
type Layout = {
  readonly isLittle: boolean;
  readonly isBig: boolean;
  readonly sizeBytes: number;
  readonly file: FileHandle;
};

/** The pictures of a TIFF in order, without touching a pixel. Fails with `BrokenTiff` where the chain breaks or leads back into itself. */
export async function* readTiffDirectories(file: FileHandle): AsyncGenerator<TiffDirectory> {
  const { size: sizeBytes } = await file.stat();
  const head = await bytesAt(file, 0, 16);
  const isLittle = head.toString('latin1', 0, 2) === 'II';
  const isBig = (isLittle ? head[2] : head[3]) === 43;
  const layout: Layout = { isLittle, isBig, sizeBytes, file };
  const seen = new Set<number>();
  let place = isBig ? whole(head, 8, 8, isLittle) : whole(head, 4, 4, isLittle);
  while (place !== 0) {
    if (seen.has(place) || place >= sizeBytes) throw new BrokenTiff(`The list of pages leads to ${place}.`);
    seen.add(place);
    const { entries, next } = await readDirectory(layout, place);
    yield await describe(layout, entries);
    place = next;
  }
}

async function readDirectory(layout: Layout, place: number) {
  const { isBig, isLittle, file } = layout;
  const [countBytes, entryBytes, offsetBytes] = isBig ? [8, 20, 8] : [2, 12, 4];
  const count = whole(await bytesAt(file, place, countBytes), 0, countBytes, isLittle);
  if (count === 0 || count > MAX_ENTRIES) throw new BrokenTiff(`A page has ${count} entries.`);
  const body = await bytesAt(file, place + countBytes, count * entryBytes + offsetBytes);
  const entries = new Map<number, Entry>();
  for (let at = 0; at < count * entryBytes; at += entryBytes) {
    const type = whole(body, at + 2, 2, isLittle);
    const valueCount = whole(body, at + 4, offsetBytes, isLittle);
    const inPlace = at + 4 + offsetBytes;
    const isInside = (SIZES[type] ?? 1) * valueCount <= offsetBytes;
    const valuePlace = isInside ? place + countBytes + inPlace : whole(body, inPlace, offsetBytes, isLittle);
    entries.set(whole(body, at, 2, isLittle), { type, count: valueCount, place: valuePlace });
  }
  return { entries, next: whole(body, count * entryBytes, offsetBytes, isLittle) };
}

async function describe(layout: Layout, entries: ReadonlyMap<number, Entry>): Promise<TiffDirectory> {
  const values = (tag: number) => valuesOf(layout, entries.get(tag));
  const first = async (tag: number, otherwise: number) => (await values(tag))[0] ?? otherwise;
  const offsets = [...(await values(TAGS.stripOffsets)), ...(await values(TAGS.tileOffsets))];
  const counts = [...(await values(TAGS.stripByteCounts)), ...(await values(TAGS.tileByteCounts))];
  const resolution = await first(TAGS.xResolution, 0);
  const unit = await first(TAGS.resolutionUnit, 2);
  const perInch = unit === 2 ? 1 : unit === 3 ? 2.54 : 0;
  return {
    widthPx: await first(TAGS.width, 0),
    heightPx: await first(TAGS.height, 0),
    bitsPerSample: await first(TAGS.bitsPerSample, 1),
    samplesPerPixel: await first(TAGS.samplesPerPixel, 1),
    isSecondary: ((await first(TAGS.subfileType, 0)) & REDUCED_OR_MASK) !== 0,
    dpi: resolution * perInch || null,
    breaksOff: offsets.length === 0 || offsets.some((offset, at) => offset + (counts[at] ?? 0) > layout.sizeBytes),
  };
}

async function valuesOf(layout: Layout, entry: Entry | undefined): Promise<readonly number[]> {
  const size = entry && SIZES[entry.type];
  if (!entry || size === undefined) return [];
  const count = Math.min(entry.count, MAX_VALUES);
  const bytes = await bytesAt(layout.file, entry.place, count * size);
  const isFraction = entry.type === 5 || entry.type === 10;
  return Array.from({ length: count }, (_, at) => {
    if (!isFraction) return whole(bytes, at * size, size, layout.isLittle);
    return whole(bytes, at * 8, 4, layout.isLittle) / (whole(bytes, at * 8 + 4, 4, layout.isLittle) || Number.NaN);
  });
}

function whole(bytes: Buffer, at: number, size: number, isLittle: boolean): number {
  if (size === 8) return Number(isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
  return isLittle ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
}

async function bytesAt(file: FileHandle, place: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, place);
  if (bytesRead < length) throw new BrokenTiff(`It ends before ${place + length}.`);
  return buffer;
}
