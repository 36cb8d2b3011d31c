import { buffer } from 'node:stream/consumers';
import { Failure, GLANCE_BYTES } from '@diachi/domain';
import { type ZippedBag, zipFailure } from './zipped-bag.ts';

/** A small file of a bag, whole. Fails with `bag.file-too-large`, and as the bag does. */
export async function smallFile(bag: ZippedBag, path: string, mostBytes: number): Promise<Buffer> {
  if ((bag.sizes.get(path) ?? 0) > mostBytes) {
    const message = `${path} in the package is larger than any such file is.`;
    throw new Failure('invalid', 'bag.file-too-large', message, { details: { path } });
  }
  try {
    return await buffer(await bag.open(path));
  } catch (thrown) {
    throw zipFailure(thrown);
  }
}

/** Enough of a file to tell what it is. */
export async function firstBytes(bag: ZippedBag, path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const piece of await bag.open(path)) {
      pieces.push(piece as Buffer);
      sizeBytes += (piece as Buffer).length;
      if (sizeBytes >= GLANCE_BYTES) break;
    }
  } catch (thrown) {
    throw zipFailure(thrown);
  }
  return Buffer.concat(pieces).subarray(0, GLANCE_BYTES);
}
