import { createHash } from 'node:crypto';
import type { ResolvedImage } from '@diachi/iiif';
import type { ObjectStore } from '@diachi/ports';
import { createTileCopier, type TilePlace, tileOf } from './copy-tile.ts';
import { createDiskCache } from './disk-cache.ts';
import { DRAWN_BY, drawPicture } from './draw-picture.ts';
import type { DrawingQueue, DrawingTurn } from './drawing-queue.ts';
import { keepPicture, readKeptPicture } from './kept-picture.ts';
import { createLending, lendImage, lendStored, type SourceKind, sourceFor } from './lend-image.ts';
import type { PageImageSource } from './page-image-source.ts';

export type PictureOptions = {
  /** Where drawn pictures and pyramids may be kept on this machine; null where nothing may. */
  readonly cacheFolder: string | null;
  readonly cacheBytes: number;
  /** Pictures drawn at once. */
  readonly atOnce: number;
  /** Pixels of the largest picture that is given out. */
  readonly maxPixels: number;
  /** True where the store's files lie on this machine. */
  readonly isStoreLocal: boolean;
  /** Told of what could not be kept; the picture was given out all the same. */
  readonly onNotKept?: (thrown: unknown) => void;
};

/** Parts of page images in the sizes that are asked for. */
export type Pictures = {
  /** Names the bytes of a picture for good: other bytes have another name. */
  nameOf(source: PageImageSource, picture: ResolvedImage): string;
  /** Fails as the store does, as `DrawingQueue` does, with `page.image-broken` or `machine.overloaded`. */
  draw(source: PageImageSource, picture: ResolvedImage, turn: DrawingTurn): Promise<Buffer>;
};

/** Memory for where the tiles of pyramids lie: of some thousand pages. */
const DIRECTORY_BYTES = 8 * 2 ** 20;

/** A picture that is being drawn, and how many still want it. */
type UnderWay = { readonly given: Promise<Buffer>; readonly leave: AbortController; wanted: number };

export function createPictures(store: ObjectStore, queue: DrawingQueue, options: PictureOptions): Pictures {
  const { cacheFolder, cacheBytes, isStoreLocal, onNotKept = () => undefined } = options;
  const cache = cacheFolder === null ? null : createDiskCache({ folder: cacheFolder, maxBytes: cacheBytes });
  const copier = createTileCopier(DIRECTORY_BYTES);
  const lendingFor = createLending({ store, cache, isStoreLocal });
  const underWay = new Map<string, UnderWay>();
  const nameOf: Pictures['nameOf'] = (source, picture) =>
    namePicture(sourceFor({ cache }, source, picture), source, picture);

  /** A pyramid that has still to be made waits for its turn, and of one that is lost nothing is copied. */
  const copyTile = async (turn: DrawingTurn, source: PageImageSource, kind: SourceKind, tile: TilePlace) => {
    const name = `${source.checksum} ${source.pyramidChecksum}`;
    const lending = lendingFor(turn.client);
    const copy = (path: string) => copier.copy(name, path, tile);
    if (kind !== 'stored') return queue.run(turn, () => lendImage(lending, source, kind, ({ path }) => copy(path)));
    return (await lendStored(lending, source, copy))?.result ?? null;
  };

  const drawAnew = async (name: string, source: PageImageSource, picture: ResolvedImage, turn: DrawingTurn) => {
    const kind = sourceFor({ cache }, source, picture);
    const { widthPx: width, heightPx: height } = source.image;
    const tile = kind === 'page' ? null : tileOf(picture, { width, height });
    const copied = tile && (await copyTile(turn, source, kind, tile));
    if (copied) return { drawn: copied, isKept: true };
    const kept = cache && (await readKeptPicture(cache, name).catch(onNotKept));
    if (kept) return { drawn: kept, isKept: true };
    const drawn = await queue.run(turn, () =>
      lendImage(lendingFor(turn.client), source, kind, (lent) => drawPicture(lent, picture)),
    );
    return { drawn, isKept: false };
  };

  /** Whoever asked has the picture before the disk has it; a full disk costs drawing again. */
  const keep = async (name: string, picture: Buffer) => {
    if (cache) await keepPicture(cache, name, picture).catch(onNotKept);
  };

  const begin = (name: string, source: PageImageSource, picture: ResolvedImage, client: string): UnderWay => {
    const leave = new AbortController();
    const drawing = drawAnew(name, source, picture, { client, signal: leave.signal });
    const begun: UnderWay = { given: drawing.then(({ drawn }) => drawn), leave, wanted: 0 };
    underWay.set(name, begun);
    drawing
      .then(({ drawn, isKept }) => (isKept ? undefined : keep(name, drawn)))
      .finally(() => underWay.get(name) === begun && underWay.delete(name))
      // It fails for whoever asked.
      .catch(() => undefined);
    return begun;
  };

  return {
    nameOf,
    draw(source, picture, { client, signal }) {
      const name = nameOf(source, picture);
      const one = underWay.get(name) ?? begin(name, source, picture, client);
      one.wanted += 1;
      const goAway = () => {
        one.wanted -= 1;
        if (one.wanted > 0) return;
        // Whoever asks from now on begins anew: this one may have lost its turn.
        if (underWay.get(name) === one) underWay.delete(name);
        one.leave.abort();
      };
      if (signal?.aborted) goAway();
      else signal?.addEventListener('abort', goAway, { once: true });
      return one.given;
    },
  };
}

function namePicture(
  kind: string,
  source: PageImageSource,
  { region, size, rotation, quality, format }: ResolvedImage,
): string {
  const { x, y, width, height } = region;
  const told = [
    [source.checksum, kind, source.pyramidChecksum, DRAWN_BY],
    [x, y, width, height, size.width, size.height],
    [rotation.isMirrored, rotation.degrees, quality, format],
  ];
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 40);
}
