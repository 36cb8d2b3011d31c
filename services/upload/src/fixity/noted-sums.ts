import type { Document } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';

/** SHA-256 of files that no manifest names, as they were noted when they were last compared. */
export type NotedSums = { readonly manifest?: string; readonly pageList?: string };

/** More has not happened to a document between two rounds. */
const ENTRIES = 100;

/**
 * What was noted of this revision at the round before. Nothing when there was none: since the document came, or came again, or in this library,
 * for what other libraries noted comes along with packages.
 */
export async function notedSums(
  { audit }: Pick<Catalogue, 'audit'>,
  { id, publishedRevision }: Pick<Document, 'id' | 'publishedRevision'>,
): Promise<NotedSums> {
  for (const { what, details } of await audit.entries({ documentId: id, limit: ENTRIES })) {
    if (what === 'document.received') return {};
    if (what !== 'fixity.checked' || details['package'] !== undefined) continue;
    if (details['revision'] !== publishedRevision) return {};
    const { manifest, pageList } = details;
    return {
      ...(typeof manifest === 'string' && { manifest }),
      ...(typeof pageList === 'string' && { pageList }),
    };
  }
  return {};
}
