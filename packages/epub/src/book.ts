import type { Bookmark, Creator, PageIndex, PageLabel } from '@diachi/domain';
import type { PageText } from '@diachi/page-text';

/** What an EPUB says of the document it is made of. */
export type Book = {
  /** The document's lasting address; also what the EPUB is known by. */
  readonly address: string;
  readonly title: string;
  /** BCP 47, main language. */
  readonly language: string;
  readonly creators: readonly Creator[];
  readonly publisher: string;
  /** ISO 8601 or a year; null when unknown. */
  readonly date: string | null;
  readonly subjects: readonly string[];
  readonly summary: string;
  /** The library that keeps it. */
  readonly library: string;
  /** Who may do what with it, in words or as an address; empty when nobody has looked. */
  readonly rights: string;
  /** When its text or what is said of it was last changed, ISO 8601 in UTC. */
  readonly changedAt: string;
  readonly bookmarks: readonly Bookmark[];
};

/** One page of it. */
export type BookPage = {
  readonly page: PageIndex;
  readonly label: PageLabel;
  readonly text: PageText;
  /** A JPEG of the page for those who have to look: see `needsPicture`. Null where there is none. */
  readonly picture: Uint8Array | null;
};

/** One file inside the EPUB. The first is to be stored as it is; all others may be compressed. */
export type EpubFile = { readonly path: string; readonly content: string | Uint8Array };
