import { type Asker, type Document, type DocumentId, Failure, type Manifest, type Rights } from '@diachi/domain';
import type { RevisionFiles } from './revision-files.ts';
import type { SeeDocument, SeenDocument } from './seen-document.ts';
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
  const seen = await publishedToSee(see, id, asker, right);
  const { document, rights } = seen;
  const manifest = await files.manifest(shownRevision(document));
  return { document, manifest, rights, cacheControl: seen.cacheControl(right, ASK_AGAIN) };
}

/** The same without reading what its revision consists of: of many at once that would be much. Fails as `publishedDocument` does. */
export async function publishedToSee(
  see: SeeDocument,
  id: DocumentId,
  asker: Asker,
  right: keyof Rights,
): Promise<SeenDocument> {
  const seen = await see(id, asker);
  seen.demand(right);
  if (seen.document.publishedRevision === 0) {
    throw new Failure('missing', 'document.not-published', 'This document is still in work; its files come with it.');
  }
  return seen;
}

/** Names a published revision for good: a document removed and received again begins anew at revision 1. */
export const versionOf = ({ revision, publishedAt }: Manifest): string =>
  `${revision}-${Date.parse(publishedAt).toString(36)}`;
