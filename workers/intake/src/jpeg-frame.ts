import { type HuffmanTable, huffmanTable } from './huffman-table.ts';

type JpegComponent = { readonly id: number; readonly across: number; readonly down: number };

/** One pass over the pixels: what it carries, the tables it is packed with, and where its packed data begins. */
export type JpegScan = {
  readonly components: readonly (JpegComponent & { readonly dc: HuffmanTable; readonly ac: HuffmanTable })[];
  readonly restartInterval: number;
  readonly start: number;
};

export type JpegFrame = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly components: readonly JpegComponent[];
};

/** What a JPEG's markers say up to one place in it. */
export type JpegTables = {
  frame: JpegFrame | null;
  restartInterval: number;
  readonly dc: Map<number, HuffmanTable>;
  readonly ac: Map<number, HuffmanTable>;
};

/** A frame in the order of its lines, packed with Huffman codes (ITU T.81, B.2.2). */
export const isSequentialFrame = (marker: number): boolean => marker === 0xc0 || marker === 0xc1;

export function readFrame(body: Uint8Array): JpegFrame | null {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  if (body.length < 6 || body.length < 6 + 3 * view.getUint8(5)) return null;
  const components = Array.from({ length: view.getUint8(5) }, (_, at) => {
    const sampling = view.getUint8(7 + 3 * at);
    return { id: view.getUint8(6 + 3 * at), across: sampling >> 4, down: sampling & 15 };
  });
  const isSound = components.length > 0 && components.every(({ across, down }) => across > 0 && down > 0);
  return isSound ? { widthPx: view.getUint16(3), heightPx: view.getUint16(1), components } : null;
}

/** Takes in the tables of a DHT marker; false when they are no tables (B.2.4.2). */
export function readHuffman(body: Uint8Array, tables: JpegTables): boolean {
  let at = 0;
  while (at < body.length) {
    const [kind = 0] = body.subarray(at);
    const counts = body.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const symbols = body.subarray(at + 17, at + 17 + total);
    const table = counts.length === 16 && symbols.length === total ? huffmanTable(counts, symbols) : null;
    if (!table) return false;
    (kind >> 4 === 0 ? tables.dc : tables.ac).set(kind & 15, table);
    at += 17 + total;
  }
  return true;
}

/** The scan an SOS marker opens; null when it names what was not told before (B.2.3). */
export function readScan(body: Uint8Array, tables: JpegTables, start: number): JpegScan | null {
  const [count = 0] = body;
  if (count === 0 || body.length < 1 + 2 * count) return null;
  const components: JpegScan['components'][number][] = [];
  for (let at = 1; at < 1 + 2 * count; at += 2) {
    const [id = 0, chosen = 0] = body.subarray(at);
    const component = tables.frame?.components.find((one) => one.id === id);
    const [dc, ac] = [tables.dc.get(chosen >> 4), tables.ac.get(chosen & 15)];
    if (!component || !dc || !ac) return null;
    components.push({ ...component, dc, ac });
  }
  return { components, restartInterval: tables.restartInterval, start };
}
