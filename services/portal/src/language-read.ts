import { type Document, type DocumentRecord, isFailure, parseRecord } from '@diachi/domain';
import type { AuditEntry, AuditTrail } from '@diachi/ports';

const LOOKED_THROUGH = 100;
/** What is noted when a reading of all pages begins. */
const BEGINNINGS: ReadonlySet<string> = new Set(['document.received', 'document.read-again']);

/** The language a document was read in, where its record was given another one since; otherwise null. */
export async function findLanguageRead(
  audit: Pick<AuditTrail, 'entries'>,
  { id, record }: Pick<Document, 'id' | 'record'>,
): Promise<string | null> {
  let language: string = record.language;
  for (const { what, details } of await audit.entries({ documentId: id, limit: LOOKED_THROUGH })) {
    if (BEGINNINGS.has(what) && !cameRead(details)) break;
    if (what === 'record.changed') language = recordIn(details['before'])?.language ?? language;
  }
  return language === record.language ? null : language;
}

/** In a package, as another library had read it. */
const cameRead = (details: AuditEntry['details']): boolean =>
  details['package'] !== undefined && details['isToldByPackage'] !== true;

/** A record as the audit keeps it; null for what earlier versions may have written and is none any more. */
export function recordIn(raw: unknown): DocumentRecord | null {
  try {
    return raw === undefined ? null : parseRecord(raw);
  } catch (thrown) {
    if (isFailure(thrown)) return null;
    throw thrown;
  }
}
