import { open } from 'node:fs/promises';
import type { OriginalType } from '@diachi/domain';

const CHUNK_BYTES = 1 << 18;
/** A PNG's last piece is twelve bytes; some programs write a little after it. */
const TAIL_BYTES = 64;
const START_OF_SCAN = 0xda;

/**
 * Whether the end of an image file is missing, told by its structure and without decoding it: a JPEG has an end marker after its
 * last scan, a PNG its IEND, a WebP the length it names. Other types are judged by whoever takes them apart.
 */
export async function breaksOff(path: string, type: OriginalType): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const at = async (position: number, length: number): Promise<Buffer> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    if (type === 'image/jpeg') return !(await hasJpegEnd(at, size));
    if (type === 'image/png') return !(await hasPngEnd(at, size));
    if (type === 'image/webp') return (await at(4, 4)).readUInt32LE(0) + 8 > size;
    return false;
  } finally {
    await file.close();
  }
}

type ReadAt = (position: number, length: number) => Promise<Buffer>;

/** In the pixels of a JPEG every FF is followed by 00 or a restart, so that FF D9 after the first scan is its end. */
async function hasJpegEnd(at: ReadAt, size: number): Promise<boolean> {
  let position = 2;
  for (;;) {
    const head = await at(position, 4);
    if (head.length < 4 || head[0] !== 0xff) return false;
    if (head[1] === 0xff) position += 1;
    else if (head[1] === START_OF_SCAN) break;
    else position += 2 + head.readUInt16BE(2);
  }
  // Backwards, since nearly every file ends with it.
  for (let end = size; end > position; end -= CHUNK_BYTES - 1) {
    const start = Math.max(position, end - CHUNK_BYTES);
    if ((await at(start, end - start)).includes(Buffer.from([0xff, 0xd9]))) return true;
  }
  return false;
}

async function hasPngEnd(at: ReadAt, size: number): Promise<boolean> {
  let position = 8;
  while (position + 12 <= size) {
    const head = await at(position, 8);
    const end = position + 12 + head.readUInt32BE(0);
    if (head.toString('latin1', 4, 8) === 'IEND') return end <= size;
    position = end;
  }
  // A hole in a large one hides where its next piece begins; its end may be there all the same.
  const tail = Math.max(8, size - TAIL_BYTES);
  return (await at(tail, Math.max(0, size - tail))).includes('IEND');
}
