import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Failure } from '@diachi/domain';

/** Writes what the library answered into a file, which appears whole or not at all. Fails with `export.cannot-write`. */
export async function writeWhole(path: string, response: Response): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`;
  await onDisk(path, async () => {
    try {
      await pipeline(bodyOf(response), createWriteStream(unfinished, { flush: true }));
      await rename(unfinished, path);
    } catch (thrown) {
      await rm(unfinished, { force: true });
      throw thrown;
    }
  });
}

/** Says which file could not be written: `export.cannot-write`. */
export async function onDisk<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause) || !('syscall' in cause)) throw cause;
    const details = { path, reason: String(cause.code) };
    throw new Failure('unavailable', 'export.cannot-write', `${path} cannot be written (${cause.code}).`, {
      cause,
      details,
    });
  }
}

/** What the library answered, as it comes. */
export function bodyOf(response: Response): Readable {
  if (response.body === null) throw new Error('The library answered without a file.');
  return Readable.fromWeb(response.body as WebStream);
}
