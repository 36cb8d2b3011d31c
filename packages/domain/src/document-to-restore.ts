import type { Document } from './document.ts';
import type { DocumentId } from './document-id.ts';
import type { Manifest } from './manifest.ts';
import type { PageSummary } from './page.ts';

/** What is known of a document besides its pages. */
export type KnownRecord = Pick<Document, 'record' | 'recordVersion' | 'originals' | 'receivedAt' | 'changedAt'>;

/** A document and its pages as the store tells them. It counts as indexed where what is known of it is the same and does. */
export function documentToRestore(
  id: DocumentId,
  { record, recordVersion, originals, receivedAt, changedAt }: KnownRecord,
  manifest: Manifest | null,
  known: Document | null,
): { readonly document: Document; readonly pages: readonly PageSummary[] } {
  const published = manifest?.revision ?? 0;
  const document: Document = {
    id,
    record,
    recordVersion,
    originals,
    state: manifest ? 'published' : 'received',
    publishedRevision: published,
    // A later revision in work goes on.
    workRevision: Math.max(published, known?.workRevision ?? 1),
    pageCount: manifest?.pages.length ?? null,
    failure: null,
    isIndexed:
      known?.isIndexed === true && known.publishedRevision === published && known.recordVersion === recordVersion,
    receivedAt,
    changedAt: latest(changedAt, known?.changedAt, manifest?.publishedAt),
  };
  return { document, pages: manifest?.pages ?? [] };
}

/** Times are written so that their order is that of their letters. */
const latest = (first: string, ...others: readonly (string | undefined)[]): string =>
  others.reduce<string>((last, time) => (time !== undefined && time > last ? time : last), first);
