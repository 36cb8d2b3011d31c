import type { AccessLevel } from './access-level.ts';
import type { Creator } from './creator.ts';
import type { DateRange } from './edtf.ts';
import type { DocumentKind } from './kind.ts';
import type { LibraryCode } from './library.ts';
import type { Licence } from './licence.ts';

/** What the library says about a document. Texts are empty, and lists have nothing in them, where it says nothing. */
export type DocumentRecord = {
  readonly title: string;
  readonly library: LibraryCode;
  /** Empty when it belongs to no collection. */
  readonly collection: string;
  readonly kind: DocumentKind;
  /** EDTF level 0 or 1, as written; null when unknown. */
  readonly date: DateRange | null;
  /** Tesseract's codes joined with `+`, main language first: `vie`, `vie+fra`. */
  readonly language: string;

  /** Another title it is known by, and its title in English. */
  readonly otherTitle: string;
  readonly englishTitle: string;
  readonly creators: readonly Creator[];
  readonly publisher: string;
  /** Where it was published. */
  readonly publicationPlace: string;
  /** The series it is part of, with its number there when it has one: `Tư liệu Điện Biên, tập 3`. */
  readonly series: string;
  readonly subjects: readonly string[];
  /** What places it is about. */
  readonly places: readonly string[];
  readonly summary: string;
  readonly englishSummary: string;
  /** As catalogues write it: `120 tr. ; 24 cm`. */
  readonly extent: string;
  readonly note: string;
  /** Where the paper stands. */
  readonly callNumber: string;
  /** Digits (the last may be X) without hyphens; ISSN with its one. */
  readonly isbn: string;
  readonly issn: string;

  readonly access: AccessLevel;
  /** The first day it is open as `access` says, `YYYY-MM-DD`; null when that is so already. */
  readonly embargoUntil: string | null;
  readonly licence: Licence;
  /** Who holds the rights, in words. */
  readonly rightsHolder: string;
};

/** A record of which nothing is said but what every record says. */
export const UNDESCRIBED = {
  otherTitle: '',
  englishTitle: '',
  creators: [],
  publisher: '',
  publicationPlace: '',
  series: '',
  subjects: [],
  places: [],
  summary: '',
  englishSummary: '',
  extent: '',
  note: '',
  callNumber: '',
  isbn: '',
  issn: '',
  access: 'open',
  embargoUntil: null,
  licence: 'unknown',
  rightsHolder: '',
} as const satisfies Partial<DocumentRecord>;
