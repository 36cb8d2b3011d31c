import type { Checksum } from './checksum.ts';

/** What a file is, told by its content. */
export const ORIGINAL_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/tiff',
  'image/jp2',
  'image/heic',
  'application/pdf',
] as const;

export type OriginalType = (typeof ORIGINAL_TYPES)[number];

/** A file as it came, never changed. */
export type Original = {
  readonly checksum: Checksum;
  /** The name it came with, cleaned for showing; never used as a path. */
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly type: OriginalType;
};
