import { open } from 'node:fs/promises';
import { TILE_PX } from '@diachi/domain';
import type { ResolvedImage } from '@diachi/iiif';
import { createRecentCache } from '../../recent-cache.ts';
import { type ReadAt, readTileDirectory, type TileLevel } from './tile-directory.ts';

/** Takes tiles out of pyramids as they lie there, without drawing them anew. */
export type TileCopier = {
  /** Null for a tile that cannot be taken out: it is drawn. `name` is that of the pyramid's bytes. */
  copy(name: string, path: string, place: TilePlace): Promise<Buffer | null>;
};

export type TilePlace = { readonly level: number; readonly column: number; readonly row: number };

/**
 * Where the tile lies that a picture is, when it is one, whole and unchanged: a fiftieth of the work of drawing it, and without writing
 * it as a JPEG a second time. Tiles at the right and lower edges are kept larger than they are, so that they have to be cut.
 */
export function tileOf({ region, size, rotation, quality, format }: ResolvedImage): TilePlace | null {
  if (format !== 'jpg' || quality !== 'default' || rotation.isMirrored || rotation.degrees !== 0) return null;
  if (size.width !== TILE_PX || size.height !== TILE_PX || region.width !== region.height) return null;
  const level = Math.log2(region.width / TILE_PX);
  const [column, row] = [region.x / region.width, region.y / region.height];
  return [level, column, row].every((number) => Number.isInteger(number) && number >= 0)
    ? { level, column, row }
    : null;
}

const SOI = Buffer.from([0xff, 0xd8]);
const EOI = Buffer.from([0xff, 0xd9]);
/** Says which colours they are, which in the pyramid its own tags say: JFIF 1.02, one pixel as wide as high. */
const JFIF = Buffer.from([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0]);

/** Keeps where tiles lie, of pyramids lately asked for, in at most so many bytes. */
export function createTileCopier(memoryBytes: number): TileCopier {
  const directories = createRecentCache<readonly TileLevel[] | null>(memoryBytes);
  return {
    async copy(name, path, { level, column, row }) {
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
      const of = levels?.[level];
      return of ? tileIn(of, readAt, column, row) : null;
    },
  };
}

async function tileIn(level: TileLevel, readAt: ReadAt, column: number, row: number): Promise<Buffer | null> {
  if ((column + 1) * TILE_PX > level.width || (row + 1) * TILE_PX > level.height) return null;
  const place = row * Math.ceil(level.width / TILE_PX) + column;
  const [offset, length] = [level.offsets[place] ?? 0, level.lengths[place] ?? 0];
  // Nothing of this size takes as much room even as single pixels.
  if (length < 4 || length > TILE_PX * TILE_PX * 4) return null;
  const tile = await readAt(offset, length);
  const tables = Buffer.from(level.tables);
  const isWhole = tile.length === length && isJpeg(tile) && isJpeg(tables);
  return isWhole ? Buffer.concat([SOI, JFIF, tables.subarray(2, -2), tile.subarray(2)]) : null;
}

const isJpeg = (bytes: Buffer) => bytes.subarray(0, 2).equals(SOI) && bytes.subarray(-2).equals(EOI);
