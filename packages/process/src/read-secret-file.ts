import { closeSync, openSync, readSync } from 'node:fs';

/** No key or address is longer; a whole disk named by mistake is not read into memory. */
const MOST_BYTES = 64 * 1_024;

/** What a file holds, without the line end editors leave. The `Error` it fails with says which variable names the file, never what is in it. */
export function readSecretFile(variable: string, path: string): string {
  const written = contents(variable, path).replace(/[\r\n]+$/, '');
  if (written === '') throw new Error(`${variable} names ${path}, which is empty`);
  return written;
}

function contents(variable: string, path: string): string {
  const buffer = Buffer.alloc(MOST_BYTES + 1);
  let size: number;
  try {
    const file = openSync(path, 'r');
    try {
      size = readSync(file, buffer, 0, buffer.length, 0);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'no reason given';
    throw new Error(`${variable} names ${path}, which cannot be read: ${reason}`, { cause });
  }
  if (size > MOST_BYTES) throw new Error(`${variable} names ${path}, which is larger than any setting`);
  return buffer.toString('utf8', 0, size);
}
