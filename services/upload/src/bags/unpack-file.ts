import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Checksum, isFailure } from '@diachi/domain';
import { incomingFailure } from '../incoming-failure.ts';
import { fileAltered } from './check-bag.ts';
import { type ZippedBag, zipFailure } from './zipped-bag.ts';

/**
 * Unpacks one file of a bag into our own folder, under a name of ours. Fails with `bag.file-altered` when it is not what it was when the
 * bag was checked, with `bag.broken`, or with `store.full`; nothing of it stays then.
 */
export async function unpackFile(
  bag: ZippedBag,
  copiesFolder: string,
  { path, checksum }: { readonly path: string; readonly checksum: Checksum },
): Promise<string> {
  const copy = join(copiesFolder, randomUUID());
  const hash = createHash('sha256');
  const count = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      done(null, piece);
    },
  });
  const packed = await bag.open(path);
  const unpacked = createWriteStream(copy, { flags: 'wx' });
  // One that fails takes the other along.
  let failedFirst: 'packed' | 'unpacked' | null = null;
  packed.once('error', () => {
    failedFirst ??= 'packed';
  });
  unpacked.once('error', () => {
    failedFirst ??= 'unpacked';
  });
  try {
    await pipeline(packed, count, unpacked);
    if (hash.digest('hex') !== checksum) throw fileAltered(path);
    return copy;
  } catch (thrown) {
    await rm(copy, { force: true });
    if (isFailure(thrown)) throw thrown;
    throw failedFirst === 'packed' ? zipFailure(thrown) : incomingFailure(thrown);
  }
}
