import { type DocumentId, parseDocumentId } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

/** What lies in the store of one document, as far as a rebuild needs it. */
export type FoundDocument = {
  readonly id: DocumentId;
  /** Numbers of the revisions that have a manifest, highest first. */
  readonly manifests: readonly number[];
  readonly hasRecord: boolean;
};

const place = /^documents\/([0-9a-z]{16})\/(?:(record\.json)$|r(\d{4,})\/(manifest\.json)?)/;

type Gathered = { readonly id: DocumentId; readonly manifests: number[]; hasRecord: boolean };

/** Goes through the store's listing once. Keys come in order, so that one document’s keys follow each other. */
export async function* foundDocuments(store: Pick<ObjectStore, 'list'>): AsyncGenerator<FoundDocument> {
  let open: readonly Gathered[] = [];
  for await (const key of store.list('documents/')) {
    const [, id, record, revision, manifest] = place.exec(key) ?? [];
    if (id === undefined) continue;
    const [before] = open;
    const document = before?.id === id ? before : { id: parseDocumentId(id), manifests: [], hasRecord: false };
    if (before && before !== document) yield finished(before);
    if (record) document.hasRecord = true;
    if (manifest) document.manifests.push(Number(revision));
    open = [document];
  }
  yield* open.map(finished);
}

const finished = (document: Gathered): FoundDocument => ({
  ...document,
  manifests: document.manifests.toSorted((one, other) => other - one),
});
