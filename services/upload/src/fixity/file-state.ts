import { createHash } from 'node:crypto';
import type { Checksum } from '@diachi/domain';
import { type ReadStoredTools, readStored } from './read-stored.ts';

export type FileState = 'whole' | 'damaged' | 'unreadable' | 'missing';

/**
 * Reads a stored file through and compares it with its checksum. Damaged is only what is so when it is read again: memory and cables err too.
 * Fails with `store.unavailable` when the store itself is away.
 */
export async function fileState(tools: ReadStoredTools, key: string, checksum: Checksum): Promise<FileState> {
  const first = await checksumIn(tools, key);
  if (typeof first === 'string') return first;
  if (first.checksum === checksum) return 'whole';
  const second = await checksumIn(tools, key);
  if (typeof second === 'string') return second;
  return second.checksum === checksum ? 'whole' : 'damaged';
}

const checksumIn = (tools: ReadStoredTools, key: string) =>
  readStored(tools, key, async (pieces) => {
    const hash = createHash('sha256');
    for await (const piece of pieces) hash.update(piece);
    return { checksum: hash.digest('hex') };
  });
