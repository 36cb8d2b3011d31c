import type { IndexWork } from '@diachi/jobs';
import type { Catalogue, ObjectStore, SearchIndex } from '@diachi/ports';
import { documentIfThere } from './document-if-there.ts';
import { putCurrent } from './put-document.ts';

export type IndexDocumentTools = {
  readonly store: Pick<ObjectStore, 'get' | 'read'>;
  readonly catalogue: Pick<Catalogue, 'document' | 'setIndexed'>;
  readonly index: Pick<SearchIndex, 'put' | 'remove'>;
  readonly clock?: () => Date;
};

/**
 * Puts a document into the search index as it is now: the revision readers see, under the current record, whichever the work was planned for.
 * What not everybody may see, searchers cannot find. Fails as the store, the catalogue, the index and the parsers do.
 */
export async function indexDocument(
  tools: IndexDocumentTools,
  { revision: { documentId } }: IndexWork,
  signal?: AbortSignal,
): Promise<void> {
  const document = await documentIfThere(tools.catalogue, documentId);
  if (document?.isIndexed) return;
  const given = await putCurrent(tools, documentId, null, signal);
  if (given) await tools.catalogue.setIndexed(given.revision, given.recordVersion);
}
