import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type Checksum, Failure, parseChecksum } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { type BackupName, backupKeys } from './backup-keys.ts';

/** One object of the library as a backup has it. */
export type ListedObject = { readonly key: string; readonly checksum: Checksum; readonly sizeBytes: number };

export const listingLine = (object: ListedObject): string => `${JSON.stringify(object)}\n`;

/**
 * Lends the listing of a backup, to be gone along as slowly as objects are copied, and more than once: from a file, because no server
 * keeps an answer open for hours. Fails with `object.missing`.
 */
export const withListing = <Result>(
  place: Pick<ObjectStore, 'withFile'>,
  name: BackupName,
  use: (listing: () => AsyncGenerator<ListedObject, void>) => Promise<Result>,
): Promise<Result> =>
  place.withFile(backupKeys.listing(name), (path) => use(() => readListing(async () => createReadStream(path))));

/** Reads a listing line by line, however long it is; it is opened with the first line and closed with the last that is asked for. Fails with `backup.unreadable` (invalid). */
export async function* readListing(open: () => Promise<Readable>): AsyncGenerator<ListedObject, void> {
  const body = await open();
  try {
    for await (const line of createInterface({ input: body, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line !== '') yield parseLine(line);
    }
  } finally {
    body.destroy();
  }
}

function parseLine(line: string): ListedObject {
  try {
    const { key, checksum, sizeBytes } = JSON.parse(line) as Record<string, unknown>;
    if (typeof key !== 'string' || !Number.isInteger(sizeBytes)) throw new Error('not a listed object');
    return { key, checksum: parseChecksum(checksum), sizeBytes: sizeBytes as number };
  } catch (cause) {
    throw new Failure('invalid', 'backup.unreadable', 'The listing of a backup cannot be read. Restore another one.', {
      cause,
      details: { name: 'objects.jsonl' },
    });
  }
}
