import type { Checksum } from './checksum.ts';
import type { DocumentId } from './document-id.ts';
import type { Original } from './original.ts';
import type { PageSummary } from './page.ts';
import type { DocumentRecord } from './record.ts';

/** One file of a revision and what it must be. */
export type ManifestFile = { readonly key: string; readonly checksum: Checksum; readonly sizeBytes: number };

/** Size and type of the page image in whose pixels the page's boxes are given. */
export type PageImage = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly type: 'image/jpeg' | 'image/png';
  readonly dpi: number;
};

export type ManifestPage = PageSummary & {
  /** Null when nothing of the page could be drawn. */
  readonly image: PageImage | null;
  readonly files: readonly ManifestFile[];
};

/** Everything a published revision consists of. Written last and beside its bytes, so that the store alone can rebuild the catalogue. */
export type Manifest = {
  readonly version: 1;
  readonly documentId: DocumentId;
  readonly revision: number;
  readonly record: DocumentRecord;
  readonly originals: readonly Original[];
  readonly pages: readonly ManifestPage[];
  readonly pdf: ManifestFile;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
};

/** The record as it lies beside the bytes, current from the moment a document is received. */
export type KeptRecord = {
  readonly version: 1;
  readonly documentId: DocumentId;
  readonly record: DocumentRecord;
  readonly recordVersion: number;
  readonly originals: readonly Original[];
  readonly receivedAt: string;
  /** When the document was last changed as far as the record tells: reading it anew is told by its manifest. */
  readonly changedAt: string;
};
