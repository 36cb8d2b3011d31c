import type { PageImage } from '@diachi/domain';
import type { GreyImage } from './grey-image.ts';
import type { Plane } from './plane.ts';

export type PagePicture = { readonly bytes: Uint8Array; readonly image: PageImage };

/** A scan that has been looked into. Every picture it gives has its EXIF turn applied. */
export type Scan = {
  /** In pixels, after the EXIF turn. */
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise the scanner or camera asked for; 0 for almost every page. */
  readonly exifDegrees: number;
  readonly isColour: boolean;
  /** Dots per inch the file claims. */
  readonly dpi: number | null;
  /** True when the file breaks off, or is damaged inside, and what is missing was filled in. */
  readonly isSalvaged: boolean;
  /** The whole page in few pixels, to be looked over. Red seals and yellow paper are light in it. */
  readonly overview: GreyImage;
  /** The page as grey as the overview, at a scale. */
  grey(scale: number): Promise<GreyImage>;
  /** The page image, turned clockwise; the scan's own bytes where nothing has to be done to it. */
  picture(degrees: number, dpi: number): Promise<PagePicture>;
  /** The sheet on it laid flat, as a scan of its own. */
  laidFlat(plane: Plane): Promise<Scan>;
};

/** Pixels along the longer side of an overview. */
export const OVERVIEW_PX = 1_600;

/** Opens scans. Fails with `scan.damaged` when nothing can be drawn of one, `scan.too-large` when it has too many pixels. */
export type OpenScan = (bytes: Uint8Array, maxPixels: number) => Promise<Scan>;

/** Turns a grey picture clockwise by any angle; what comes into view is white. */
export type TurnGrey = (image: GreyImage, degrees: number) => Promise<GreyImage>;
