import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Checksum, Failure, isFailure, parseChecksum, scratchFailure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import type { UsedPiece } from './upload-pieces.ts';

/**
 * Writes pieces one after the other into a new file, and works out the checksum of the whole on the way. Fails with `upload.missing` when
 * one is gone, and as the store and the folder do; nothing is left then.
 */
export async function assemblePieces(
  store: Pick<ObjectStore, 'read'>,
  pieces: readonly UsedPiece[],
  path: string,
): Promise<Checksum> {
  const hash = createHash('sha256');
  async function* bytes() {
    for (const { key, skip, sizeBytes } of pieces) {
      for await (const chunk of await store.read(key, { first: skip, last: sizeBytes - 1 })) {
        hash.update(chunk);
        yield chunk;
      }
    }
  }
  try {
    await pipeline(bytes, createWriteStream(path, { flags: 'wx' }));
  } catch (thrown) {
    await rm(path, { force: true });
    throw failureOf(thrown, dirname(path));
  }
  return parseChecksum(hash.digest('hex'));
}

function failureOf(thrown: unknown, folder: string): unknown {
  if (!isFailure(thrown)) return scratchFailure(thrown, folder);
  if (thrown.kind !== 'missing') return thrown;
  return new Failure('missing', 'upload.missing', 'This upload is not known any more. Begin it again.', {
    cause: thrown,
  });
}
