import type { DocumentKind, LibraryCode } from '@diachi/domain';

/** How many published documents stand together: those of one library, one collection (empty for none) and one kind. */
export type Shelf = {
  readonly library: LibraryCode;
  readonly collection: string;
  readonly kind: DocumentKind;
  readonly documents: number;
};
