import { type Document, type KeptRecord, keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

type Kept = Pick<Document, 'id' | 'record' | 'recordVersion' | 'originals' | 'receivedAt'>;

/** Writes the record beside the bytes, so that the store alone can tell what the document is. */
export async function keepRecord(store: ObjectStore, document: Kept): Promise<void> {
  const kept: KeptRecord = {
    version: 1,
    documentId: document.id,
    record: document.record,
    recordVersion: document.recordVersion,
    originals: document.originals,
    receivedAt: document.receivedAt,
  };
  await store.put(keys.record(document.id), Buffer.from(JSON.stringify(kept)), 'application/json');
}
