import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { OnDisk } from './disk.ts';

/**
 * Writes a new file durably; when that fails, or the body breaks off, nothing of it stays. The body's own fault is not
 * the disk's, and is passed on as it is.
 */
export async function writeFile(path: string, body: Readable | Uint8Array, onDisk: OnDisk): Promise<void> {
  // A body may break before it is read, and an error nobody listens to ends the process. Reading it tells the same error.
  if (!(body instanceof Uint8Array)) body.on('error', () => {});
  const file = await onDisk(() => open(path, 'wx'));
  try {
    try {
      await writeBody(file, body, onDisk);
      await onDisk(() => file.sync());
    } finally {
      await onDisk(() => file.close());
    }
  } catch (thrown) {
    await onDisk(() => rm(path, { force: true }));
    throw thrown;
  }
}

async function writeBody(file: FileHandle, body: Readable | Uint8Array, onDisk: OnDisk): Promise<void> {
  if (body instanceof Uint8Array) return onDisk(() => file.writeFile(body));
  for await (const chunk of body) await onDisk(() => file.appendFile(chunk));
}
