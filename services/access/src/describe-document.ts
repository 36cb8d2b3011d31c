import { type Asker, type Document, mayActAs, type Original, type Rights } from '@diachi/domain';
import type { DocumentView, FoundDocument, FoundRecord, PageHit } from '@diachi/ports';

/**
 * The files a document was made of. Their checksums are an archive's proof of what it gives out, and told to whoever may take the document
 * home: to others they would say what lies there, and whether a file they hold is it. What a file was called may say who brought it or
 * why, and is told to archivists only. The manifest that readers get follows the same rule.
 */
export const describeOriginals = (originals: readonly Original[], { role }: Pick<Asker, 'role'>) =>
  mayActAs(role, 'archivist') ? originals : originals.map(({ fileName: _, ...original }) => original);

/** A document as programs are told of it. What is behind the desk is told to archivists only, its originals to whoever may take it home. */
export const describeDocument = (document: Document, { role }: Pick<Asker, 'role'>, rights: Rights) => ({
  document: document.id,
  title: document.record.title,
  record: document.record,
  recordVersion: document.recordVersion,
  state: document.state,
  revision: document.publishedRevision,
  pageCount: document.pageCount,
  receivedAt: document.receivedAt,
  changedAt: document.changedAt,
  ...(mayActAs(role, 'archivist') && {
    workRevision: document.workRevision,
    failure: document.failure,
    isIndexed: document.isIndexed,
  }),
  ...(rights.download && { originals: describeOriginals(document.originals, { role }) }),
});

/** The same with what of it may be seen, and its pages' states; `reason` and `expectedError` only where there is one. */
export const describeView = ({ document, rights, pages, bookmarks }: DocumentView, asker: Pick<Asker, 'role'>) => ({
  ...describeDocument(document, asker, rights),
  rights,
  pages: pages.map(({ page, label, state, reason, expectedError }) => ({
    page,
    label,
    state,
    ...(reason && { reason }),
    ...(expectedError !== null && { expectedError }),
  })),
  bookmarks,
});

/** One page that matches: the snippet as plain text, and in parts that tell which words were sought. */
export const describePageHit = ({ page, label, snippet }: PageHit) => ({
  page,
  label,
  snippet: snippet.map((part) => part.text).join(''),
  parts: snippet,
});

/** A hit: a document of ours with its revision, or a record of another repository (`source`) with where it is there. */
export const describeHit = (hit: FoundDocument | FoundRecord) => ({
  ...(hit.source === null
    ? { document: hit.documentId, revision: hit.revision }
    : { source: String(hit.source), id: hit.documentId, addresses: hit.addresses }),
  title: hit.record.title,
  titleParts: hit.title,
  record: hit.record,
  pages: hit.pages.map(describePageHit),
  pageCount: hit.pageCount,
});
