import { isSequentialFrame, type JpegTables, readFrame, readHuffman, readScan } from './jpeg-frame.ts';
import { endOfScan } from './jpeg-scan.ts';

const START = 0xd8;
const END = 0xd9;
const HUFFMAN = 0xc4;
const SCAN = 0xda;
const RESTARTS = 0xdd;
const ARITHMETIC_TABLES = 0xcc;
/** Frames of other kinds, and a number of lines that is told only after the scan. */
const UNKNOWN = [0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, ARITHMETIC_TABLES, 0xcd, 0xce, 0xcf, 0xdc];

/**
 * Whether the packed pixels of a JPEG are as many as they should be: its codes are gone through and nothing is drawn. A decoder says nothing
 * of a hole whose bytes happen to be codes, and only shifts or greys what follows. Null for a progressive one and other rare kinds, which are
 * not gone through.
 */
export function isJpegWhole(jpeg: Uint8Array): boolean | null {
  const tables: JpegTables = { frame: null, restartInterval: 0, dc: new Map(), ac: new Map() };
  const shown = new Set<number>();
  if (jpeg[0] !== 0xff || jpeg[1] !== START) return false;
  let at = 2;
  for (;;) {
    while (jpeg[at] === 0xff && jpeg[at + 1] === 0xff) at += 1;
    const marker = jpeg[at + 1];
    if (jpeg[at] !== 0xff || marker === undefined) return false;
    if (UNKNOWN.includes(marker)) return null;
    if (marker === END) return tables.frame?.components.every(({ id }) => shown.has(id)) ?? false;
    // Some programs write a restart also after the last interval.
    if (marker >= 0xd0 && marker <= 0xd7) {
      at += 2;
      continue;
    }
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    const body = jpeg.subarray(at + 4, at + 2 + length);
    if (length < 2 || body.length !== length - 2) return false;
    at += 2 + length;

    if (isSequentialFrame(marker)) tables.frame = readFrame(body);
    else if (marker === HUFFMAN && !readHuffman(body, tables)) return false;
    else if (marker === RESTARTS) tables.restartInterval = ((body[0] ?? 0) << 8) | (body[1] ?? 0);
    else if (marker === SCAN) {
      const scan = readScan(body, tables, at);
      if (!tables.frame || !scan) return false;
      if (tables.frame.heightPx === 0) return null;
      const end = endOfScan(jpeg, tables.frame, scan);
      if (end === null) return false;
      for (const { id } of scan.components) shown.add(id);
      at = end;
    }
  }
}
