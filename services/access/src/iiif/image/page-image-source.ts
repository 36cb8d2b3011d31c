import type { Checksum, PageImage, PageIndex, Revision } from '@diachi/domain';

/** The image of a page as it lies in the store, and the pyramid made of it where there is one. */
export type PageImageSource = {
  readonly revision: Revision;
  readonly page: PageIndex;
  readonly image: PageImage;
  /** Of the page image: other bytes are another image. */
  readonly checksum: Checksum;
  /** Null where the manifest names none. */
  readonly pyramidChecksum: Checksum | null;
};
