import {
  type Document,
  type DocumentId,
  dayOf,
  keys,
  type Manifest,
  publicRights,
  type Revision,
  readManifest,
} from '@diachi/domain';
import { parsePageText } from '@diachi/page-text';
import type { Catalogue, IndexedPage, ObjectStore, SearchIndex } from '@diachi/ports';
import { documentIfThere } from './document-if-there.ts';
import { searchableText } from './searchable-text.ts';

export type PutDocumentTools = {
  readonly store: Pick<ObjectStore, 'get' | 'read'>;
  readonly index: Pick<SearchIndex, 'put'>;
  readonly clock?: () => Date;
};

export type PutCurrentTools = PutDocumentTools & {
  readonly catalogue: Pick<Catalogue, 'document'>;
  readonly index: Pick<SearchIndex, 'put' | 'remove'>;
};

/** What of a document an index was given. */
export type Given = {
  readonly revision: Revision;
  readonly recordVersion: number;
  /** Nothing of a closed document is in the index. */
  readonly isShown: boolean;
};

/**
 * Puts what everybody may see of the revision readers see into the index, under the record it is listed with: its record and its text, or its
 * record alone, or nothing. Fails as the store, the index and the parsers do.
 */
export async function putDocument(
  { store, index, clock = () => new Date() }: PutDocumentTools,
  document: Document,
  signal?: AbortSignal,
): Promise<Given> {
  const { id, record, recordVersion, receivedAt, publishedRevision } = document;
  const revision = { documentId: id, number: publishedRevision };
  const shown = publicRights(document, dayOf(clock()));
  if (!shown.record) return { revision, recordVersion, isShown: false };
  const manifest = await readManifest(await store.read(keys.manifest(revision)));
  const pages = shown.text ? readPages(store, revision, manifest, record.language, signal) : [];
  await index.put({ id, record, receivedAt }, pages);
  return { revision, recordVersion, isShown: true };
}

/**
 * Sees to it that the index holds the document as it is now, where `given` is what it was given before. Whoever else puts or removes it
 * at the same time: what is in the index when both are done is what the catalogue says. Null when searchers may not find it.
 */
export async function putCurrent(
  tools: PutCurrentTools,
  id: DocumentId,
  given: Given | null,
  signal?: AbortSignal,
): Promise<Given | null> {
  for (let last = given; ; ) {
    signal?.throwIfAborted();
    const document = await documentIfThere(tools.catalogue, id);
    if (!document || document.publishedRevision === 0) {
      await tools.index.remove(id);
      return null;
    }
    if (last?.revision.number === document.publishedRevision && last.recordVersion === document.recordVersion)
      return last;
    last = await putDocument(tools, document, signal);
    if (!last.isShown) await tools.index.remove(id);
  }
}

async function* readPages(
  store: PutDocumentTools['store'],
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
