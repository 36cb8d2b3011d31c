import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type Checksum, Failure, parseChecksum } from '@diachi/domain';

/** One object of the library as a backup has it. */
export type ListedObject = { readonly key: string; readonly checksum: Checksum; readonly sizeBytes: number };

export const listingLine = (object: ListedObject): string => `${JSON.stringify(object)}\n`;

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
