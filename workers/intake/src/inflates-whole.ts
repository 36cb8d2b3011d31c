import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflate, createInflateRaw } from 'node:zlib';

const ZLIB_HEADER_BYTES = 2;

/** Whether what was packed with Flate can be unpacked to its end. Its checksum counts only where there is one. */
export async function inflatesWhole(packed: Uint8Array): Promise<boolean> {
  const fault = await through(packed, createInflate());
  if (fault === null) return true;
  // Some programs leave out the checksum at the end: what is before it has an end of its own.
  if (fault !== 'Z_BUF_ERROR') return false;
  return (await through(packed.subarray(ZLIB_HEADER_BYTES), createInflateRaw())) === null;
}

async function through(packed: Uint8Array, inflate: NodeJS.ReadWriteStream): Promise<string | null> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(Readable.from([packed]), inflate, nowhere);
    return null;
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    if (code.startsWith('Z_') && code !== 'Z_MEM_ERROR') return code;
    throw thrown;
  }
}
