import { type DocumentId, fieldsOf, listOf, textOf, timeOf } from '@diachi/domain';
import type { AuditEntry } from '@diachi/ports';

/** Packages are given fewer; those made by older versions of the program may have as many. */
const MOST_ENTRIES = 10_000;
const LONGEST_NAME = 200;
/** The names of all originals are the longest that is noted. */
const LONGEST_DETAILS = 10_000_000;

/** Reads what was noted of a document where a package comes from. Throws what says which entry is wrong. */
export function parseHistory(id: DocumentId, bytes: Uint8Array): readonly AuditEntry[] {
  const entries = listOf(JSON.parse(new TextDecoder().decode(bytes)), (raw, place) => {
    const entry = fieldsOf(raw);
    const [at, who, what] = [timeOf(entry['at']), textOf(entry['who']), textOf(entry['what'])];
    const details = fieldsOf(entry['details']);
    const isNamed = who.length <= LONGEST_NAME && !/\p{Cc}/u.test(who) && /^[a-z][a-z.-]{0,99}$/.test(what);
    if (!isNamed || entry['documentId'] !== id || JSON.stringify(details).length > LONGEST_DETAILS) {
      throw new Error(`entry ${place} of its history is none`);
    }
    return { at, who, what, documentId: id, details };
  });
  if (entries.length <= MOST_ENTRIES) return entries;
  throw new Error(`its history has ${entries.length} entries`);
}
