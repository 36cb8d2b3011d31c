import type { Document, DocumentDoubt, PageSummary } from '@diachi/domain';
import type { DocumentList, Stretch } from './document-list.ts';

/** A published document some of whose pages are to be checked. */
export type DocumentToCheck = { readonly document: Document; readonly doubt: DocumentDoubt };

/** A page to be checked, of the published revision of its document. */
export type PageToCheck = { readonly document: Document; readonly page: PageSummary };

/** A stretch of a listing, the most doubtful first. */
export type CheckList<Listed> = { readonly listed: readonly Listed[]; readonly next: string | null };

/** How much text of what everybody may see is trusted. */
export type TrustedText = {
  /** Pages, of those somebody has looked at. */
  readonly pages: number;
  /**
   * How often a document with such pages was taken away from readers, or had fewer of them when it was read anew, since the catalogue was
   * made: whoever learned from them has to learn anew.
   */
  readonly withdrawn: number;
};

/** What a catalogue tells of how sure the text of published documents is, answered at once however many there are. */
export interface ToCheck {
  /** Documents with a page that is to be checked (`doubtOf`), those of which most is likely wrong first. */
  documentsToCheck(stretch: Stretch): Promise<CheckList<DocumentToCheck>>;
  /** Pages to be checked, the worst first: unreadable ones before all. */
  pagesToCheck(stretch: Stretch): Promise<CheckList<PageToCheck>>;
  trustedText(): Promise<TrustedText>;
  /** Published documents with pages that are trusted, or of which nobody knows, newest first. */
  documentsToLearnFrom(stretch: Stretch): Promise<DocumentList>;
}
