import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cleanFileName, parseChecksum } from '@diachi/domain';
import type { AcceptedFile } from './accepted-file.ts';
import { arrivedFile } from './arrived-file.ts';
import { checkAtDoor, checkSize } from './check-at-door.ts';
import { incomingFailure, sourceFailure } from './incoming-failure.ts';

export type CopyInTools = { readonly copiesFolder: string; readonly maxFileBytes: number };

/**
 * Copies a file of somebody else's into our own folder, working out its checksum on the way; the source is only read.
 * Fails as the door does, or with `source.missing`, `source.unreadable`, `store.full`.
 */
export async function copyIn({ copiesFolder, maxFileBytes }: CopyInTools, source: string): Promise<AcceptedFile> {
  const type = await whenReading(async () => {
    checkSize((await stat(source)).size, maxFileBytes);
    return checkAtDoor(source, maxFileBytes);
  });
  const path = join(copiesFolder, randomUUID());
  try {
    const { checksum, sizeBytes } = await copy(source, path);
    checkSize(sizeBytes, maxFileBytes);
    return { sentAs: source, bytes: arrivedFile(path), checksum, sizeBytes, type, fileName: cleanFileName(source) };
  } catch (thrown) {
    await rm(path, { force: true });
    throw thrown;
  }
}

async function copy(source: string, path: string) {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  const reading = createReadStream(source, { highWaterMark: 1 << 20 });
  let isSource = false;
  reading.once('error', () => {
    isSource = true;
  });
  try {
    await pipeline(reading, count, createWriteStream(path, { flags: 'wx' }));
  } catch (thrown) {
    throw isSource ? sourceFailure(thrown) : incomingFailure(thrown);
  }
  return { checksum: parseChecksum(hash.digest('hex')), sizeBytes };
}

async function whenReading<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw sourceFailure(thrown);
  }
}
