import type { Checksum } from './checksum.ts';
import type { DocumentId } from './document-id.ts';
import type { SourceCode } from './harvest-source.ts';
import type { PageIndex } from './page.ts';
import type { Revision } from './revision.ts';

/** Widths, in pixels, of the small pictures made of every page. The first is for lists, the others for reading. */
export const THUMBNAIL_WIDTHS_PX = [240, 800, 1600] as const;

export type ThumbnailWidthPx = (typeof THUMBNAIL_WIDTHS_PX)[number];

/**
 * Every name under which the library keeps a file. A key is worked out from what the file is, never
 * random and never looked up, so doing a step twice writes the same object twice.
 */
export const keys = {
  /** Written and removed again to learn whether there is room. */
  roomTrial: () => 'room-trial',
  /** What the member libraries are called. */
  libraries: () => 'libraries.json',
  /** What was found when catalogue, store and index were last compared. */
  inspection: () => 'reports/inspection.json',
  /** How far a comparison came that has not ended. */
  inspectionPlace: () => 'reports/inspection-place.json',
  /** What was found when the bytes of every file were last compared with their checksums. */
  verification: () => 'reports/verification.json',
  /** How far that came, when it has not ended. */
  verificationPlace: () => 'reports/verification-place.json',
  /** What is wrong with files, as far as it is known now. */
  damage: () => 'reports/damage.json',
  /** How far long work is that runs in one process of several. */
  progress: (of: 'rebuild' | 'inspection' | 'learning' | 'verification' | `harvest-${SourceCode}`) =>
    `reports/${of}-progress.json`,
  /** When the library last learned its own language, from how much, and which of its models is the one. */
  learned: () => 'language/learned.json',
  languageModels: () => 'language/models/',
  languageModel: (checksum: Checksum) => `language/models/${checksum}`,

  /** Everything of uploads that are not documents yet. */
  incoming: () => 'incoming/',
  upload: (upload: string) => `incoming/${upload}/`,
  uploadNotes: (upload: string) => `incoming/${upload}/upload.json`,
  /** When something of it came last, which no other key tells. */
  uploadLastCame: (upload: string) => `incoming/${upload}/last-came.json`,
  /** A part of an upload: its first byte and how many there are, so that a listing tells how far it has come. */
  uploadPiece: (upload: string, offset: number, sizeBytes: number) =>
    `incoming/${upload}/${padded(offset, 14)}-${padded(sizeBytes, 8)}`,

  /** A file as it came. Equal bytes are one object, whatever they were called. */
  original: (checksum: Checksum) => `originals/${checksum.slice(0, 2)}/${checksum}`,

  /** Documents that everybody once saw, and that were removed. */
  allGone: () => 'gone/',
  gone: (id: DocumentId) => `gone/${id}.json`,

  document: (id: DocumentId) => `documents/${id}/`,
  /** The record and the list of originals, kept beside the bytes from the moment a document is received. */
  record: (id: DocumentId) => `documents/${id}/record.json`,

  revision: (revision: Revision) => revisionFolder(revision),
  /** What intake found: the pages in order and where each one's scan is. */
  pageList: (revision: Revision) => `${revisionFolder(revision)}pages.json`,
  manifest: (revision: Revision) => `${revisionFolder(revision)}manifest.json`,
  pdf: (revision: Revision) => `${revisionFolder(revision)}document.pdf`,

  /** One page as intake took it out of a PDF or a TIFF; gone once the revision is published. */
  scan: (revision: Revision, page: PageIndex) => `${pageFolder(revision, page)}scan`,
  /** Text that came with a born-digital page; gone once the revision is published. */
  existingText: (revision: Revision, page: PageIndex) => `${pageFolder(revision, page)}existing-text.json`,
  /** The page upright and straight, in whose pixels all boxes are given. */
  image: (revision: Revision, page: PageIndex) => `${pageFolder(revision, page)}image`,
  text: (revision: Revision, page: PageIndex) => `${pageFolder(revision, page)}text.json`,
  thumbnail: (revision: Revision, page: PageIndex, widthPx: ThumbnailWidthPx) =>
    `${pageFolder(revision, page)}${widthPx}.webp`,
  /** The same picture in tiles and in ever smaller sizes, so that a part of it costs no more than that part; only of large pages. */
  pyramid: (revision: Revision, page: PageIndex) => `${pageFolder(revision, page)}pyramid.tif`,
};

const pageFolder = (revision: Revision, page: PageIndex) => `${revisionFolder(revision)}pages/${padded(page, 5)}/`;

const revisionFolder = ({ documentId, number }: Revision) => `documents/${documentId}/r${padded(number, 4)}/`;

// So that a plain listing of the store is in reading order.
const padded = (number: number, digits: number) => String(number).padStart(digits, '0');
