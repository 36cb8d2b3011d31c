import { inflateSync } from 'node:zlib';
import type { SeekableFile } from './pdfium-file.ts';

/** One object that was packed into an object stream (ISO 32000-1, 7.5.7). */
export type PackedObject = { readonly number: number; readonly text: string };

const MAX_DICTIONARY_BYTES = 2_048;
const MAX_STREAM_BYTES = 16 << 20;
const MAX_UNPACKED_BYTES = 64 << 20;
const MAX_ALL_BYTES = 256 << 20;

/**
 * Unpacks the object streams whose `/ObjStm` stands at these places, and keeps of their objects only those that make up the tree of
 * pages. A stream that cannot be read is passed over: whoever opens the PDF will say what is wrong with it.
 */
export function readObjectStreams(file: SeekableFile, places: readonly number[]): readonly PackedObject[] {
  const found: PackedObject[] = [];
  let unpackedBytes = 0;
  for (const place of places) {
    const stream = unpack(file, place);
    unpackedBytes += stream?.body.length ?? 0;
    if (unpackedBytes > MAX_ALL_BYTES) break;
    if (stream) found.push(...objectsOf(stream).filter(({ text }) => /\/Type\s*\/(?:Pages?|Catalog)\b/.test(text)));
  }
  return found;
}

type ObjectStream = { readonly body: string; readonly first: number; readonly count: number };

function unpack(file: SeekableFile, place: number): ObjectStream | null {
  const start = Math.max(0, place - MAX_DICTIONARY_BYTES);
  const around = Buffer.alloc(2 * MAX_DICTIONARY_BYTES);
  const text = around.toString('latin1', 0, file.readAt(start, around));
  const begin = text.lastIndexOf(' obj', place - start);
  const body = text.indexOf('stream', place - start);
  if (begin < 0 || body < 0) return null;

  const dictionary = text.slice(begin, body);
  const number = (name: string) => Number(new RegExp(String.raw`/${name}\s+(\d+)`).exec(dictionary)?.[1] ?? Number.NaN);
  const [first, count] = [number('First'), number('N')];
  if (!(first >= 0 && count > 0) || !/\/Filter\s*\[?\s*\/FlateDecode/.test(dictionary)) return null;

  const from = start + body + (/^stream\r?\n/.exec(text.slice(body))?.[0].length ?? 7);
  const isIndirect = /\/Length\s+\d+\s+\d+\s+R/.test(dictionary);
  const length = isIndirect ? MAX_STREAM_BYTES : Math.min(number('Length') || MAX_STREAM_BYTES, MAX_STREAM_BYTES);
  const packed = Buffer.alloc(Math.min(length, file.sizeBytes - from));
  file.readAt(from, packed);
  try {
    // Bytes after the end of the packed data are not looked at.
    return { body: inflateSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES }).toString('latin1'), first, count };
  } catch {
    // Encrypted, damaged or no such stream after all: passed over, as promised above.
    return null;
  }
}

function objectsOf({ body, first, count }: ObjectStream): readonly PackedObject[] {
  const header = body.slice(0, first).trim().split(/\s+/).map(Number);
  const objects: PackedObject[] = [];
  for (let at = 0; at < Math.min(count, header.length / 2); at += 1) {
    const number = header[2 * at] ?? Number.NaN;
    const start = first + (header[2 * at + 1] ?? 0);
    const end = first + (header[2 * at + 3] ?? body.length);
    if (Number.isInteger(number)) objects.push({ number, text: body.slice(start, end) });
  }
  return objects;
}
