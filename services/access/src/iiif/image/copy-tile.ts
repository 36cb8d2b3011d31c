import { open } from 'node:fs/promises';
import { TILE_PX } from '@diachi/domain';
import type { ImageSize, ResolvedImage } from '@diachi/iiif';
import { createRecentCache } from '../../recent-cache.ts';
import { cropJpeg } from './jpeg/crop-jpeg.ts';
import { type ReadAt, readTileDirectory, type TileLevel } from './tile-directory.ts';

/** Takes tiles out of pyramids as they lie there, without drawing them anew. */
export type TileCopier = {
  /** Null for a tile that cannot be taken out: it is drawn. `name` is that of the pyramid's bytes. */
  copy(name: string, path: string, place: TilePlace): Promise<Buffer | null>;
};

/** A tile of a picture of the pyramid, the largest of which is 0; at the right and lower edges it is smaller than the others. */
export type TilePlace = {
  readonly level: number;
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
};

/** More pictures than any pyramid has. */
const MOST_LEVELS = 12;

/** Which tile a picture is, when it is one, unchanged: a twentieth of the work of drawing it, and it is not written as a JPEG a second time. */
export function tileOf({ region, size, rotation, quality, format }: ResolvedImage, image: ImageSize): TilePlace | null {
  if (format !== 'jpg' || quality !== 'default' || rotation.isMirrored || rotation.degrees !== 0) return null;
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const scale = 2 ** level;
    const [column, row] = [region.x / (TILE_PX * scale), region.y / (TILE_PX * scale)];
    const isTile =
      Number.isInteger(column) &&
      Number.isInteger(row) &&
      region.width === Math.min(TILE_PX * scale, image.width - region.x) &&
      region.height === Math.min(TILE_PX * scale, image.height - region.y) &&
      size.width === Math.ceil(region.width / scale) &&
      size.height === Math.ceil(region.height / scale);
    if (isTile) return { level, column, row, ...size };
  }
  return null;
}

const SOI = Buffer.from([0xff, 0xd8]);
const EOI = Buffer.from([0xff, 0xd9]);
/** Says which colours they are, which in the pyramid its own tags say: JFIF 1.02, one pixel as wide as high. */
const JFIF = Buffer.from([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0]);

/** Keeps where tiles lie, of pyramids lately asked for, in at most so many bytes. */
export function createTileCopier(memoryBytes: number): TileCopier {
  const directories = createRecentCache<readonly TileLevel[] | null>(memoryBytes);
  const copy = async (name: string, path: string, place: TilePlace) => {
    await using file = await open(path);
    const readAt: ReadAt = async (offset, length) => {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    const levels = await directories.get(name, async () => {
      const value = await readTileDirectory(readAt);
      const sizeBytes = (value ?? []).reduce(
        (sum, { offsets, tables }) => sum + offsets.length * 16 + tables.length,
        200,
      );
      return { value, sizeBytes };
    });
    const level = levels?.[place.level];
    return level ? tileIn(level, readAt, place) : null;
  };
  return { copy: (name, path, place) => orNotGiven(copy(name, path, place)) };
}

/** A file that the disk does not give is drawn from, which tells what is wrong with it, and makes anew what can be. */
async function orNotGiven(copying: Promise<Buffer | null>): Promise<Buffer | null> {
  try {
    return await copying;
  } catch (thrown) {
    if (thrown instanceof Error && 'syscall' in thrown) return null;
    throw thrown;
  }
}

async function tileIn(
  level: TileLevel,
  readAt: ReadAt,
  { column, row, width, height }: TilePlace,
): Promise<Buffer | null> {
  // Halved with a pixel left over, a picture may be a pixel smaller than what is asked of it.
  if (column * TILE_PX + width > level.width || row * TILE_PX + height > level.height) return null;
  const place = row * Math.ceil(level.width / TILE_PX) + column;
  const [offset, length] = [level.offsets[place] ?? 0, level.lengths[place] ?? 0];
  // Nothing of this size takes as much room even as single pixels.
  if (length < 4 || length > TILE_PX * TILE_PX * 4) return null;
  const stored = await readAt(offset, length);
  const tables = Buffer.from(level.tables);
  if (stored.length !== length || !isJpeg(stored) || !isJpeg(tables)) return null;
  const tile = Buffer.concat([SOI, JFIF, tables.subarray(2, -2), stored.subarray(2)]);
  return width === TILE_PX && height === TILE_PX ? tile : cropJpeg(tile, width, height);
}

const isJpeg = (bytes: Buffer) => bytes.subarray(0, 2).equals(SOI) && bytes.subarray(-2).equals(EOI);
