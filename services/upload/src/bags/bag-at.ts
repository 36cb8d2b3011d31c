import { open } from 'node:fs/promises';
import { nameForeignFile } from '@diachi/domain';
import { sourceFailure } from '../incoming-failure.ts';
import { openZippedBag, type ZippedBag } from './zipped-bag.ts';

/** Enough to tell a ZIP by. */
const FIRST_BYTES = 64;

/** The bag in a file of this machine; null when it is none. Fails as `openZippedBag` does. */
export async function bagAt(path: string): Promise<ZippedBag | null> {
  return nameForeignFile(await firstBytesOf(path)) === 'zip' ? openZippedBag(path) : null;
}

async function firstBytesOf(path: string): Promise<Buffer> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } catch (thrown) {
    throw sourceFailure(thrown);
  }
}
