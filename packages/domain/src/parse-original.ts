import { parseChecksum } from './checksum.ts';
import { fieldsOf, oneOf, textOf, wholeOf } from './fields.ts';
import { ORIGINAL_TYPES, type Original } from './original.ts';

/** Reads one original of a document as a record or a manifest lists it. Throws what says which field is wrong. */
export function parseOriginal(raw: unknown): Original {
  const original = fieldsOf(raw);
  return {
    checksum: parseChecksum(original['checksum']),
    fileName: textOf(original['fileName']),
    sizeBytes: wholeOf(original['sizeBytes'], 0),
    type: oneOf(original['type'], ORIGINAL_TYPES),
  };
}
