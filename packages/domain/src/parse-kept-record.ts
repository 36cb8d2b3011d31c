import { parseDocumentId } from './document-id.ts';
import { Failure } from './failure.ts';
import { fieldsOf, listOf, timeOf, wholeOf } from './fields.ts';
import type { KeptRecord } from './manifest.ts';
import { parseOriginal } from './parse-original.ts';
import { parseRecord } from './parse-record.ts';

/** Reads the record that lies beside a document's bytes. Fails with `record.broken`; the cause says where. */
export function parseKeptRecord(bytes: Uint8Array): KeptRecord {
  try {
    const raw = fieldsOf(JSON.parse(new TextDecoder().decode(bytes)));
    if (raw['version'] !== 1) throw new Error('its version is not 1');
    const receivedAt = timeOf(raw['receivedAt']);
    return {
      version: 1,
      documentId: parseDocumentId(raw['documentId']),
      record: parseRecord(raw['record']),
      recordVersion: wholeOf(raw['recordVersion'], 1),
      originals: listOf(raw['originals'], parseOriginal),
      receivedAt,
      // Records kept by older versions of the program do not tell it.
      changedAt: raw['changedAt'] === undefined ? receivedAt : timeOf(raw['changedAt']),
    };
  } catch (cause) {
    throw new Failure(
      'invalid',
      'record.broken',
      'The record beside a document’s files is damaged; write it again from the catalogue.',
      { cause },
    );
  }
}
