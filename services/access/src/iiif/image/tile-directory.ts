import { TILE_PX } from '@diachi/domain';

/** Where the tiles of one picture of a pyramid lie in its file, row by row. */
export type TileLevel = {
  readonly width: number;
  readonly height: number;
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
  /** What the tiles have in common and leave out, as a JPEG of nothing else. */
  readonly tables: Uint8Array;
};

/** Reads so many bytes of a file from a place; fewer where it ends. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>;

// Tags of TIFF 6.0, and of its JPEG of Technical Note 2.
const TAG = {
  width: 256,
  height: 257,
  compression: 259,
  colours: 262,
  tileWidth: 322,
  tileHeight: 323,
  offsets: 324,
  lengths: 325,
  tables: 347,
} as const;
const JPEG = 7;
const GREY = 1;
const YCBCR = 6;
const SIZES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 7: 1 };

/** More levels than a page of 400 million pixels has, and more bytes than one list of its tiles. */
const MOST_LEVELS = 12;
const MOST_BYTES = 1_000_000;

type Entry = { readonly type: number; readonly count: number; readonly value: Buffer };

/**
 * The pictures of a pyramid whose tiles are JPEGs in grey or YCbCr, the largest first. Null for anything else: a file that came from
 * elsewhere, without JPEGs in it, or damaged. Its tiles are then drawn.
 */
export async function readTileDirectory(readAt: ReadAt): Promise<readonly TileLevel[] | null> {
  const head = await readAt(0, 8);
  // Little-endian, and not one of the large ones that begin with 43.
  if (head.length < 8 || head.readUInt32LE(0) !== 0x002a4949) return null;
  const levels: TileLevel[] = [];
  for (let at = head.readUInt32LE(4); at !== 0; ) {
    const read = levels.length < MOST_LEVELS ? await readLevel(readAt, at) : null;
    if (!read) return null;
    levels.push(read.level);
    at = read.next;
  }
  return levels;
}

async function readLevel(
  readAt: ReadAt,
  at: number,
): Promise<{ readonly level: TileLevel; readonly next: number } | null> {
  const counted = await readAt(at, 2);
  if (counted.length < 2) return null;
  const count = counted.readUInt16LE(0);
  const fields = await readAt(at + 2, count * 12 + 4);
  if (fields.length < count * 12 + 4) return null;
  const entries = new Map<number, Entry>();
  for (let place = 0; place < count; place += 1) {
    const field = fields.subarray(place * 12, place * 12 + 12);
    entries.set(field.readUInt16LE(0), {
      type: field.readUInt16LE(2),
      count: field.readUInt32LE(4),
      value: field.subarray(8),
    });
  }
  const level = await levelOf(readAt, entries);
  return level && { level, next: fields.readUInt32LE(count * 12) };
}

async function levelOf(readAt: ReadAt, entries: ReadonlyMap<number, Entry>): Promise<TileLevel | null> {
  const listOf = async (tag: number): Promise<readonly number[]> =>
    numbersIn(await bytesOf(readAt, entries.get(tag)), entries.get(tag));
  const one = async (tag: number) => (await listOf(tag))[0] ?? 0;
  const colours = await one(TAG.colours);
  if ((await one(TAG.compression)) !== JPEG || (colours !== GREY && colours !== YCBCR)) return null;
  if ((await one(TAG.tileWidth)) !== TILE_PX || (await one(TAG.tileHeight)) !== TILE_PX) return null;
  const [width, height] = [await one(TAG.width), await one(TAG.height)];
  const [offsets, lengths] = [await listOf(TAG.offsets), await listOf(TAG.lengths)];
  const tables = await bytesOf(readAt, entries.get(TAG.tables));
  const tiles = Math.ceil(width / TILE_PX) * Math.ceil(height / TILE_PX);
  if (tiles === 0 || offsets.length !== tiles || lengths.length !== tiles || tables.length < 4) return null;
  return { width, height, offsets, lengths, tables };
}

async function bytesOf(readAt: ReadAt, entry: Entry | undefined): Promise<Buffer> {
  const length = (SIZES[entry?.type ?? 0] ?? 0) * (entry?.count ?? 0);
  if (!entry || length === 0 || length > MOST_BYTES) return Buffer.of();
  if (length <= 4) return entry.value.subarray(0, length);
  const bytes = await readAt(entry.value.readUInt32LE(0), length);
  return bytes.length === length ? bytes : Buffer.of();
}

function numbersIn(bytes: Buffer, entry: Entry | undefined): readonly number[] {
  const size = SIZES[entry?.type ?? 0] ?? 1;
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, place) => bytes.readUIntLE(place * size, size));
}
