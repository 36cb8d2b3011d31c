import { IMAGE_FORMATS, IMAGE_QUALITIES, type ImageApiVersion } from './image-request.ts';
import { type ImageLimits, type ImageSize, isWithin } from './image-size.ts';
import { scaledSizes } from './scaled-sizes.ts';

export type ImageInfoOptions = {
  /** The image's base address, without a slash at its end. */
  readonly id: string;
  readonly image: ImageSize;
  /** The side of its square tiles, in pixels; null where only the whole image is shown. */
  readonly tileSide: number | null;
  readonly limits: ImageLimits;
  /** Address of the licence or rights statement; null where nobody has looked. */
  readonly rights: string | null;
  /** What this is an image of: address and type, such as a Manifest. */
  readonly partOf?: readonly { readonly id: string; readonly type: string }[];
};

export const IMAGE_CONTEXTS = {
  2: 'http://iiif.io/api/image/2/context.json',
  3: 'http://iiif.io/api/image/3/context.json',
} as const satisfies Record<ImageApiVersion, string>;

/** 2 where parts of the image are shown, 0 where only the whole of it is: level 1 asks for parts already. */
export type ImageLevel = 0 | 2;

/** The compliance document that the `Link` of a picture names as its profile. */
export const imageProfile = (version: ImageApiVersion, level: ImageLevel) =>
  `http://iiif.io/api/image/${version}/level${level}.json` as const;

const PROTOCOL = 'http://iiif.io/api/image';

const ALWAYS = ['canonicalLinkHeader', 'mirroring', 'profileLinkHeader'] as const;

/** What level 2 has and level 0 has not, and parts have nothing to do with. */
const OF_THE_WHOLE = ['rotationBy90s', 'sizeByConfinedWh', 'sizeByH', 'sizeByPct', 'sizeByW', 'sizeByWh'] as const;

const OVER_HTTP = ['baseUriRedirect', 'cors', 'jsonldMediaType'] as const;

/** Beyond what the level asks for. */
const FEATURES = {
  2: {
    0: [...ALWAYS, ...OVER_HTTP, ...OF_THE_WHOLE, 'sizeByDistortedWh'],
    2: [...ALWAYS, ...OVER_HTTP, 'regionSquare'],
  },
  3: {
    0: [...ALWAYS, ...OVER_HTTP, ...OF_THE_WHOLE],
    2: [...ALWAYS, 'sizeUpscaling'],
  },
} as const satisfies Record<ImageApiVersion, Record<ImageLevel, readonly string[]>>;

const EXTRA_QUALITIES = IMAGE_QUALITIES.filter((quality) => quality !== 'default');
const EXTRA_FORMATS = {
  0: IMAGE_FORMATS.filter((format) => format !== 'jpg'),
  2: IMAGE_FORMATS.filter((format) => format === 'webp'),
} as const satisfies Record<ImageLevel, readonly string[]>;

/** What info.json says of an image (IIIF Image API 3.0 and 2.1, section 5). */
export function imageInfo(version: ImageApiVersion, options: ImageInfoOptions): Readonly<Record<string, unknown>> {
  return version === 3 ? infoOfVersion3(options) : infoOfVersion2(options);
}

function infoOfVersion3(options: ImageInfoOptions): Readonly<Record<string, unknown>> {
  const { id, image, limits, rights, partOf } = options;
  const level = levelOf(options);
  return {
    '@context': IMAGE_CONTEXTS[3],
    id,
    type: 'ImageService3',
    protocol: PROTOCOL,
    profile: `level${level}`,
    width: image.width,
    height: image.height,
    ...limits,
    ...sizesAndTiles(options),
    ...(rights !== null && { rights }),
    extraQualities: EXTRA_QUALITIES,
    extraFormats: EXTRA_FORMATS[level],
    extraFeatures: FEATURES[3][level],
    ...(partOf && { partOf }),
  };
}

function infoOfVersion2(options: ImageInfoOptions): Readonly<Record<string, unknown>> {
  const { id, image, limits, rights } = options;
  const level = levelOf(options);
  const extra = { formats: IMAGE_FORMATS, qualities: IMAGE_QUALITIES, supports: FEATURES[2][level], ...limits };
  return {
    '@context': IMAGE_CONTEXTS[2],
    '@id': id,
    protocol: PROTOCOL,
    width: image.width,
    height: image.height,
    ...sizesAndTiles(options),
    profile: [imageProfile(2, level), extra],
    ...(rights !== null && { license: rights }),
  };
}

const levelOf = ({ tileSide }: Pick<ImageInfoOptions, 'tileSide'>): ImageLevel => (tileSide === null ? 0 : 2);

/** Sizes that cost least to give, smallest first, and the scales of tiles: what is said here is within the limits, as it must be. */
function sizesAndTiles({ image, tileSide, limits }: Pick<ImageInfoOptions, 'image' | 'tileSide' | 'limits'>) {
  const levels = scaledSizes(image, tileSide ?? Math.min(limits.maxWidth, limits.maxHeight));
  const given = levels.filter(({ size }) => isWithin(size, limits)).map(({ size }) => size);
  const sizes = given.toReversed();
  const tiles = tileSide !== null && [
    { width: tileSide, height: tileSide, scaleFactors: levels.map(({ scale }) => scale) },
  ];
  return { ...(sizes.length > 0 && { sizes }), ...(tiles && { tiles }) };
}
