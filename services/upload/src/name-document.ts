import { createHash } from 'node:crypto';
import { type Checksum, type DocumentId, parseDocumentId } from '@diachi/domain';

// Crockford's alphabet: nothing in it is mistaken for something else when read aloud.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 16;

/** A document's name, worked out from its originals in their order: the first 80 bits of a SHA-256 over their checksums. */
export const nameDocument = (checksums: readonly Checksum[]): DocumentId => nameText(checksums.join('\n'));

/** A name in the form of a document's, worked out from a text. */
export function nameText(text: string): DocumentId {
  const digest = createHash('sha256').update(text).digest();
  let bits = BigInt(`0x${digest.subarray(0, 10).toString('hex')}`);
  let name = '';
  for (let place = 0; place < LENGTH; place++) {
    name = ALPHABET[Number(bits & 31n)] + name;
    bits >>= 5n;
  }
  return parseDocumentId(name);
}
