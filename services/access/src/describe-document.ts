import { type Document, mayActAs, type Original, type Role } from '@diachi/domain';
import type { DocumentView, FoundDocument, FoundRecord, PageHit } from '@diachi/ports';

/**
 * The files a document was made of. Their checksums are part of an open archive's proof and told to everyone; what a file was
 * called may say who brought it or why, and is told to archivists only. The manifest that readers get follows the same rule.
 */
export const describeOriginals = (originals: readonly Original[], role: Role) =>
  mayActAs(role, 'archivist') ? originals : originals.map(({ fileName: _, ...original }) => original);

/** A document as programs are told of it. What is behind the desk is told to archivists only. */
export const describeDocument = (document: Document, role: Role) => ({
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
  originals: describeOriginals(document.originals, role),
});

/** The same with what of it may be seen, and its pages' states; `reason` and `expectedError` only where there is one. */
export const describeView = ({ document, rights, pages, bookmarks }: DocumentView, role: Role) => ({
  ...describeDocument(document, role),
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
