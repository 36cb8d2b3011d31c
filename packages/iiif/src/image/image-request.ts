/** The versions of the IIIF Image API that are spoken: 3.0, and 2.1 for older viewers. */
export type ImageApiVersion = 2 | 3;

/** Qualities and formats of both versions that are served. */
export const IMAGE_QUALITIES = ['default', 'color', 'gray', 'bitonal'] as const;
export const IMAGE_FORMATS = ['jpg', 'png', 'webp'] as const;

type ImageQuality = (typeof IMAGE_QUALITIES)[number];
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** Which part of an image is asked for: in its pixels, or in hundredths of its width and height. */
export type RegionRequest = { readonly kind: 'full' } | { readonly kind: 'square' } | PartRequest;

type PartRequest = {
  readonly kind: 'pixels' | 'percent';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** How large that part is to be; `confined` fits into a box and keeps its proportions. */
export type SizeRequest = { readonly mayUpscale: boolean } & (
  | { readonly kind: 'max' }
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'width'; readonly width: number }
  | { readonly kind: 'height'; readonly height: number }
  | { readonly kind: 'exact'; readonly width: number; readonly height: number }
  | { readonly kind: 'confined'; readonly width: number; readonly height: number }
);

/** Turned clockwise, after it was mirrored. */
export type RotationRequest = { readonly isMirrored: boolean; readonly degrees: 0 | 90 | 180 | 270 };

/** What the last four parts of an image's address ask for. */
export type ImageRequest = {
  readonly region: RegionRequest;
  readonly size: SizeRequest;
  readonly rotation: RotationRequest;
  readonly quality: ImageQuality;
  readonly format: ImageFormat;
};
