import { type DocumentId, fieldsOf, listOf, textOf } from '@diachi/domain';
import type { AuditEntry } from '@diachi/ports';

/** Reads what was noted of a document where a package comes from. Throws what says which entry is wrong. */
export function parseHistory(id: DocumentId, bytes: Uint8Array): readonly AuditEntry[] {
  return listOf(JSON.parse(new TextDecoder().decode(bytes)), (raw, place) => {
    const entry = fieldsOf(raw);
    const [at, who, what] = [textOf(entry['at']), textOf(entry['who']), textOf(entry['what'])];
    const isTime = new Date(at).toJSON() === at;
    if (!isTime || who.length > 200 || !/^[a-z][a-z.-]{0,99}$/.test(what) || entry['documentId'] !== id) {
      throw new Error(`entry ${place} of its history is none`);
    }
    return { at, who, what, documentId: id, details: fieldsOf(entry['details']) };
  });
}
