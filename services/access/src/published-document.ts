import { type Asker, type Document, type DocumentId, Failure, type Manifest, type Rights } from '@diachi/domain';
import type { RevisionFiles } from './revision-files.ts';
import type { SeeDocument } from './seen-document.ts';
import { ASK_AGAIN } from './send-object.ts';
import { shownRevision } from './shown-revision.ts';

/** A published document of which somebody has a right, with what its revision consists of. */
export type PublishedDocument = {
  readonly document: Document;
  readonly manifest: Manifest;
  readonly rights: Rights;
  /** For what shows this of it. */
  readonly cacheControl: string;
};

/** Fails with `document.missing`, `document.restricted`, or `document.not-published` while its files are still being made. */
export async function publishedDocument(
  { see, files }: { readonly see: SeeDocument; readonly files: RevisionFiles },
  id: DocumentId,
  asker: Asker,
  right: keyof Rights,
): Promise<PublishedDocument> {
  const seen = await see(id, asker);
  seen.demand(right);
  const { document, rights } = seen;
  if (document.publishedRevision === 0) {
    throw new Failure('missing', 'document.not-published', 'This document is still in work; its files come with it.');
  }
  const manifest = await files.manifest(shownRevision(document));
  return { document, manifest, rights, cacheControl: seen.cacheControl(right, ASK_AGAIN) };
}

/** Names a published revision for good: a document removed and received again begins anew at revision 1. */
export const versionOf = ({ revision, publishedAt }: Manifest): string =>
  `${revision}-${Date.parse(publishedAt).toString(36)}`;
