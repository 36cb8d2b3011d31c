import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type Checksum, parseChecksum } from '@diachi/domain';

/** SHA-256 of a file, read as a stream. */
export async function checksumOf(path: string): Promise<Checksum> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return parseChecksum(hash.digest('hex'));
}
