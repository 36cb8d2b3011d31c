import { IMAGE_CONTEXTS } from './image-info.ts';
import type { ImageRequest } from './image-request.ts';
import { type ImageSize, roomFor, scaledDown } from './image-size.ts';
import type { ResolvedImage } from './resolve-image.ts';
import { scaledSizes } from './scaled-sizes.ts';

/** Files, by their addresses below the image's own, of an image that needs no program to be served; all of them show one picture. */
export type StaticTile = { readonly paths: readonly string[]; readonly picture: ResolvedImage };

/** The longer side of the whole image at its largest, in pixels: to be read on a screen; for more there are tiles. */
const WHOLE_PX = 1_600;
const LIMITS = { maxWidth: WHOLE_PX, maxHeight: WHOLE_PX, maxArea: WHOLE_PX * WHOLE_PX } as const;

const PLAIN = {
  rotation: { isMirrored: false, degrees: 0 },
  quality: 'default',
  format: 'jpg',
} as const satisfies Partial<ImageRequest>;
const ENDING = '0/default.jpg';

/**
 * Every file by which an image can be looked at with nothing but a web server (IIIF Image API 3.0, level 0): the tiles of each scale,
 * and the whole image at `max` and in each size that fits on one tile.
 */
export function* staticTiles(image: ImageSize, tileSide: number): Generator<StaticTile> {
  const most = largestWhole(image);
  for (const { scale, size } of scaledSizes(image, tileSide)) {
    const fitsOne = size.width <= tileSide && size.height <= tileSide;
    if (!fitsOne) yield* tilesOf(image, tileSide, scale);
    else if (size.width !== most.width) yield wholeImage(image, size, [sizePath(size)]);
  }
  yield wholeImage(image, most, ['max', sizePath(most)]);
}

function* tilesOf(image: ImageSize, tileSide: number, scale: number): Generator<StaticTile> {
  const step = tileSide * scale;
  for (let y = 0; y < image.height; y += step) {
    for (let x = 0; x < image.width; x += step) {
      const region = { x, y, width: Math.min(step, image.width - x), height: Math.min(step, image.height - y) };
      const size = { width: Math.ceil(region.width / scale), height: Math.ceil(region.height / scale) };
      const path = `${x},${y},${region.width},${region.height}/${sizePath(size)}/${ENDING}`;
      yield { paths: [path], picture: { ...PLAIN, region, size } };
    }
  }
}

const wholeImage = (image: ImageSize, size: ImageSize, sizes: readonly string[]): StaticTile => ({
  paths: sizes.map((written) => `full/${written}/${ENDING}`),
  picture: { ...PLAIN, region: { x: 0, y: 0, ...image }, size },
});

const sizePath = ({ width, height }: ImageSize) => `${width},${height}`;

const largestWhole = (image: ImageSize): ImageSize => scaledDown(image, Math.min(1, roomFor(image, LIMITS)));

export type StaticInfoOptions = {
  /** Where the files will lie, without a slash at its end. */
  readonly id: string;
  readonly image: ImageSize;
  readonly tileSide: number;
  /** Address of the licence or rights statement; null where nobody has looked. */
  readonly rights: string | null;
};

/** The info.json beside those files. */
export function staticInfo({ id, image, tileSide, rights }: StaticInfoOptions): Readonly<Record<string, unknown>> {
  const levels = scaledSizes(image, tileSide);
  const smallest = levels.at(-1)?.size ?? image;
  const most = largestWhole(image);
  return {
    '@context': IMAGE_CONTEXTS[3],
    id,
    type: 'ImageService3',
    protocol: 'http://iiif.io/api/image',
    profile: 'level0',
    width: image.width,
    height: image.height,
    maxWidth: WHOLE_PX,
    maxHeight: WHOLE_PX,
    sizes: smallest.width === most.width ? [most] : [smallest, most],
    tiles: [{ width: tileSide, height: tileSide, scaleFactors: levels.map(({ scale }) => scale) }],
    ...(rights !== null && { rights }),
  };
}
