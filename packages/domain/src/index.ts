export { ACCESS_LEVELS, type AccessLevel } from './access-level.ts';
export { type Checksum, parseChecksum } from './checksum.ts';
export { CREATOR_PARTS, CREATOR_PARTS_VI, type Creator, type CreatorPart } from './creator.ts';
export { dayOf } from './day-of.ts';
export {
  DOCUMENT_STATES,
  type Document,
  type DocumentFailure,
  type DocumentState,
} from './document.ts';
export { type DocumentId, parseDocumentId } from './document-id.ts';
export { documentToRestore, type KnownRecord } from './document-to-restore.ts';
export { decadesOf } from './document-years.ts';
export { type DateRange, parseEdtf } from './edtf.ts';
export { Failure, type FailureDetails, type FailureKind, type FailureNote, isFailure, noteFailure } from './failure.ts';
export { countOf, fieldsOf, listOf, noteOf, oneOf, orNull, textOf, timeOf, wholeOf } from './fields.ts';
export { cleanFileName, proposeTitle } from './file-name.ts';
export { GLANCE_BYTES } from './first-bytes.ts';
export type { ForeignAddresses, ForeignRecord } from './foreign-record.ts';
export {
  type HarvestPlace,
  type HarvestReport,
  type HarvestState,
  NEVER_HARVESTED,
  type RefusedRecord,
} from './harvest-report.ts';
export { type HarvestSource, parseHarvestSource, parseSourceCode, type SourceCode } from './harvest-source.ts';
export { identifyOriginal } from './identify-original.ts';
export { type KeptGone, parseKeptGone } from './kept-gone.ts';
export { type KeptLibraries, parseKeptLibraries } from './kept-libraries.ts';
export { keys, THUMBNAIL_WIDTHS_PX, type ThumbnailWidthPx } from './keys.ts';
export { DOCUMENT_KINDS, type DocumentKind } from './kind.ts';
export { languageTag } from './language-tag.ts';
export { type Learned, parseLearned } from './learned.ts';
export { type Library, type LibraryCode, parseLibraryCode } from './library.ts';
export { LICENCES, type Licence, licenceName, licencePage } from './licence.ts';
export type { KeptRecord, Manifest, ManifestFile, ManifestPage, PageImage } from './manifest.ts';
export { manifestText } from './manifest-text.ts';
export { FOREIGN_FILES, type ForeignFile, nameForeignFile } from './name-foreign-file.ts';
export { naturalOrder } from './natural-order.ts';
export { isNoRoom } from './no-room.ts';
export { ORIGINAL_TYPES, type Original, type OriginalType } from './original.ts';
export { overloaded, saysOverloaded } from './overload.ts';
export {
  MAX_PAGES,
  type PageIndex,
  type PageLabel,
  type PageOutcome,
  type PageState,
  type PageSummary,
  pageOutcomeOf,
  parsePageIndex,
  UNRECKONED,
  waitingPage,
} from './page.ts';
export { CHECK_FROM, type DocumentDoubt, doubtOf, doubtOfDocument, POOR_FROM } from './page-doubt.ts';
export type { Bookmark, PageList, PageScan } from './page-list.ts';
export { parseKeptRecord } from './parse-kept-record.ts';
export { parseManifest, parsePageImage, readManifest } from './parse-manifest.ts';
export { parseOriginal } from './parse-original.ts';
export { parsePageList } from './parse-page-list.ts';
export { parseLanguage, parseRecord } from './parse-record.ts';
export { isWorthPyramid, pyramidSize, TILE_PX } from './pyramid.ts';
export { type DocumentRecord, UNDESCRIBED } from './record.ts';
export { parseRevision, type Revision } from './revision.ts';
export { type Asker, EVERYONE, isEmbargoed, publicRights, type Rights, rightsOf, SMALL_PICTURE_PX } from './rights.ts';
export { mayActAs, ROLES, type Role } from './role.ts';
export { scratchFailure } from './scratch-failure.ts';
export { TOKEN_SCOPES, type TokenScope } from './token-scope.ts';
