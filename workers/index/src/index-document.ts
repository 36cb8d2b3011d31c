import { type Document, isFailure, keys, type Manifest, type Revision, readManifest } from '@diachi/domain';
import type { IndexWork } from '@diachi/jobs';
import { parsePageText } from '@diachi/page-text';
import type { Catalogue, IndexedPage, ObjectStore, SearchIndex } from '@diachi/ports';
import { searchableText } from './searchable-text.ts';

export type IndexDocumentTools = {
  readonly store: ObjectStore;
  readonly catalogue: Pick<Catalogue, 'document' | 'setIndexed'>;
  readonly index: Pick<SearchIndex, 'put' | 'remove'>;
};

/**
 * Puts a document into the search index as it is now: the revision readers see, under the current record, whichever the work was planned for.
 * What readers cannot see, searchers cannot find. Fails as the store, the catalogue, the index and the parsers do.
 */
export async function indexDocument(
  { store, catalogue, index }: IndexDocumentTools,
  { revision: { documentId } }: IndexWork,
  signal?: AbortSignal,
): Promise<void> {
  const document = await ifThere(catalogue.document(documentId));
  if (!document || document.publishedRevision === 0) {
    await index.remove(documentId);
    return;
  }
  if (document.isIndexed) return;

  const revision = { documentId, number: document.publishedRevision };
  const manifest = await readManifest(await store.read(keys.manifest(revision)));
  const { record, recordVersion, receivedAt } = document;
  await index.put(
    { id: documentId, record, receivedAt },
    readPages(store, revision, manifest, record.language, signal),
  );
  // Ignored by the catalogue when the record changed meanwhile: that change has work of its own.
  await catalogue.setIndexed(revision, recordVersion);
}

async function* readPages(
  store: ObjectStore,
  revision: Revision,
  manifest: Manifest,
  language: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<IndexedPage> {
  for (const { page, label, state } of manifest.pages) {
    signal?.throwIfAborted();
    if (state !== 'read') continue;
    const text = parsePageText(await store.get(keys.text(revision, page)));
    yield { page, label, text: searchableText(text, language) };
  }
}

async function ifThere(asked: Promise<Document>): Promise<Document | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'document.missing') return null;
    throw thrown;
  }
}
