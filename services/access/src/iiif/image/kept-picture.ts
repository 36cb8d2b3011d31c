import { readFile, writeFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { DiskCache } from './disk-cache.ts';

const CHECK_BYTES = 4;

/** A picture as it was kept; null where none is, or none that is whole: after a power cut a file may have its length and not its bytes. */
export async function readKeptPicture(cache: DiskCache, name: string): Promise<Buffer | null> {
  const kept = await cache.ifThere(name, (path) => readFile(path));
  if (kept === null) return null;
  const picture = kept.subarray(CHECK_BYTES);
  if (kept.length > CHECK_BYTES && kept.readUInt32BE(0) === crc32(picture)) return picture;
  await cache.forget(name);
  return null;
}

/** Keeps a picture under its name. Fails as the disk does. */
export async function keepPicture(cache: DiskCache, name: string, picture: Buffer): Promise<void> {
  const check = Buffer.alloc(CHECK_BYTES);
  check.writeUInt32BE(crc32(picture));
  await cache.withFile(
    name,
    (path) => writeFile(path, [check, picture]),
    async () => undefined,
  );
}
