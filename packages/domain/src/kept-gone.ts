import { type DocumentId, parseDocumentId } from './document-id.ts';
import { Failure } from './failure.ts';
import { fieldsOf, textOf } from './fields.ts';
import { DOCUMENT_KINDS, type DocumentKind } from './kind.ts';
import { type LibraryCode, parseLibraryCode } from './library.ts';

/**
 * What the store keeps of a document that everybody once saw and that was removed: no more than that it was there, so that who keeps a copy
 * of its record can still be told, and who has its address be sent on, after the catalogue was lost.
 */
export type KeptGone = {
  readonly version: 1;
  readonly documentId: DocumentId;
  readonly mergedInto: DocumentId | null;
  readonly library: LibraryCode;
  readonly collection: string;
  readonly kind: DocumentKind;
};

/** Reads what lies in the store. Fails with `gone.broken`; the cause says where. */
export function parseKeptGone(bytes: Uint8Array): KeptGone {
  try {
    const raw = fieldsOf(JSON.parse(new TextDecoder().decode(bytes)));
    if (raw['version'] !== 1) throw new Error('its version is not 1');
    const kind = DOCUMENT_KINDS.find((known) => known === raw['kind']);
    if (!kind) throw new Error('its kind is none');
    return {
      version: 1,
      documentId: parseDocumentId(raw['documentId']),
      mergedInto: raw['mergedInto'] === null ? null : parseDocumentId(raw['mergedInto']),
      library: parseLibraryCode(raw['library']),
      collection: textOf(raw['collection']),
      kind,
    };
  } catch (cause) {
    throw new Failure(
      'invalid',
      'gone.broken',
      'What the store keeps of a removed document is damaged; nobody will be told any more that it was removed.',
      { cause },
    );
  }
}
