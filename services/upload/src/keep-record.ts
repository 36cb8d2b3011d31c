import { type Document, isFailure, type KeptRecord, keys, parseKeptRecord } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

type Kept = Pick<Document, 'id' | 'record' | 'recordVersion' | 'originals' | 'receivedAt' | 'changedAt'>;

/** Writes the record beside the bytes, so that the store alone can tell what the document is. */
export const keepRecord = (store: ObjectStore, document: Kept): Promise<void> =>
  store.put(keys.record(document.id), written(document), 'application/json');

/** The same where it is not so already: the record may have been changed while the store was away. Answers whether it had to be. */
export async function mendRecord(store: ObjectStore, document: Kept): Promise<boolean> {
  if (await isRecordKept(store, document)) return false;
  await keepRecord(store, document);
  return true;
}

/** Whether the record beside the bytes is the current one. That the document was read anew since is no reason to write it again. */
export async function isRecordKept(store: ObjectStore, document: Kept): Promise<boolean> {
  const kept = await storedRecord(store, document);
  const changedAt = kept && changedAtIn(kept);
  return kept !== null && changedAt !== null && written({ ...document, changedAt }).equals(kept);
}

/** Null where the record is damaged. */
function changedAtIn(kept: Uint8Array): string | null {
  try {
    return parseKeptRecord(kept).changedAt;
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'record.broken') return null;
    throw thrown;
  }
}

function written(document: Kept): Buffer {
  const kept: KeptRecord = {
    version: 1,
    documentId: document.id,
    record: document.record,
    recordVersion: document.recordVersion,
    originals: document.originals,
    receivedAt: document.receivedAt,
    changedAt: document.changedAt,
  };
  return Buffer.from(JSON.stringify(kept));
}

async function storedRecord(store: ObjectStore, { id }: Kept): Promise<Uint8Array | null> {
  try {
    return await store.get(keys.record(id));
  } catch (thrown) {
    if (isFailure(thrown) && thrown.kind === 'missing') return null;
    throw thrown;
  }
}
