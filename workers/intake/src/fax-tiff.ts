import type { PictureSize } from './pdf-reader.ts';

const SHORT = 3;
const LONG = 4;
const GROUP_4 = 4;
const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

/** Packed Group 4 lines as the only strip of a TIFF, so that what reads TIFF reads them. */
export function faxTiff(lines: Uint8Array, { widthPx, heightPx }: PictureSize): Buffer {
  const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
    [256, LONG, widthPx],
    [257, LONG, heightPx],
    [258, SHORT, 1],
    [259, SHORT, GROUP_4],
    [262, SHORT, 0],
    [273, LONG, HEADER_BYTES],
    [277, SHORT, 1],
    [278, LONG, heightPx],
    [279, LONG, lines.length],
  ];
  const padding = lines.length % 2;
  const directory = Buffer.alloc(2 + entries.length * ENTRY_BYTES + 4);
  directory.writeUInt16LE(entries.length);
  for (const [at, [tag, type, value]] of entries.entries()) {
    const place = 2 + at * ENTRY_BYTES;
    directory.writeUInt16LE(tag, place);
    directory.writeUInt16LE(type, place + 2);
    directory.writeUInt32LE(1, place + 4);
    if (type === SHORT) directory.writeUInt16LE(value, place + 8);
    else directory.writeUInt32LE(value, place + 8);
  }
  const header = Buffer.from('II*\0\0\0\0\0', 'latin1');
  header.writeUInt32LE(HEADER_BYTES + lines.length + padding, 4);
  return Buffer.concat([header, lines, Buffer.alloc(padding), directory]);
}
