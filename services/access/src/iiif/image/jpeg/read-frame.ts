import { createHuffmanCode, type HuffmanCode } from './huffman-code.ts';

/** Eight by eight numbers of one colour. */
type Block = {
  readonly colour: number;
  /** Of its colour in its unit. */
  readonly isFirst: boolean;
  /** How the mean of it is written, and how everything else in it. */
  readonly means: HuffmanCode;
  readonly others: HuffmanCode;
};

/** What a baseline JPEG of one scan says before its pixels. */
export type Frame = {
  readonly width: number;
  readonly height: number;
  /** Where the height is said, and after it the width. */
  readonly sizeAt: number;
  readonly unitWidth: number;
  readonly unitHeight: number;
  /** Of each unit, in this order. */
  readonly blocks: readonly Block[];
  /** Where the pixels begin. */
  readonly scanAt: number;
};

type Sampling = { readonly id: number; readonly across: number; readonly down: number };
type Size = Pick<Frame, 'width' | 'height' | 'sizeAt'> & { readonly samplings: readonly Sampling[] };

// Markers of ITU-T T.81, table B.1.
const [BASELINE, HUFFMAN_CODES, SCAN] = [0xc0, 0xc4, 0xda];
/** Quantisation, application data and comments say nothing of where bits stand. */
const isPassedOver = (marker: number) => marker === 0xdb || marker === 0xfe || (marker >= 0xe0 && marker <= 0xef);

/** Null for anything else: a JPEG of another kind, one with marks to begin again at, or a damaged one (ITU-T T.81, Annex B). */
export function readFrame(jpeg: Buffer): Frame | null {
  const codes = new Map<number, HuffmanCode>();
  let size: Size | null = null;
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff; ) {
    const marker = jpeg[at + 1] ?? 0;
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    const segment = jpeg.subarray(at + 4, end);
    if (marker === SCAN) return size && frameOf(size, codes, segment, end);
    if (marker === BASELINE) size = readSize(segment, at + 5);
    else if (!(marker === HUFFMAN_CODES ? readCodes(segment, codes) : isPassedOver(marker))) return null;
    at = end;
  }
  return null;
}

function readSize(segment: Buffer, sizeAt: number): Size | null {
  const count = segment[5] ?? 0;
  if (segment[0] !== 8 || count === 0 || segment.length !== 6 + count * 3) return null;
  const samplings = Array.from({ length: count }, (_, place) => {
    const [id = 0, factors = 0] = segment.subarray(6 + place * 3);
    return { id, across: factors >> 4, down: factors & 15 };
  });
  const isSampled = samplings.every(({ across, down }) => across >= 1 && across <= 4 && down >= 1 && down <= 4);
  return isSampled ? { height: segment.readUInt16BE(1), width: segment.readUInt16BE(3), sizeAt, samplings } : null;
}

/** Codes of means are kept by their number, those of everything else by 16 more. */
function readCodes(segment: Buffer, codes: Map<number, HuffmanCode>): boolean {
  for (let at = 0; at < segment.length; ) {
    const counts = segment.subarray(at + 1, at + 17);
    const end = at + 17 + counts.reduce((sum, count) => sum + count, 0);
    const code = end <= segment.length ? createHuffmanCode(counts, segment.subarray(at + 17, end)) : null;
    if (!code) return false;
    codes.set(segment[at] ?? 0, code);
    at = end;
  }
  return true;
}

function frameOf(
  { samplings, ...size }: Size,
  codes: ReadonlyMap<number, HuffmanCode>,
  segment: Buffer,
  scanAt: number,
): Frame | null {
  // All colours in one scan, and in the order in which they were named.
  if (segment[0] !== samplings.length || segment.length !== 4 + samplings.length * 2) return null;
  const isAlone = samplings.length === 1;
  const blocks: Block[] = [];
  for (const [colour, { id, across, down }] of samplings.entries()) {
    const [named, chosen = 0] = segment.subarray(1 + colour * 2);
    const [means, others] = [codes.get(chosen >> 4), codes.get(16 + (chosen & 15))];
    if (named !== id || !means || !others) return null;
    const count = isAlone ? 1 : across * down;
    for (let block = 0; block < count; block += 1) blocks.push({ colour, isFirst: block === 0, means, others });
  }
  const most = (of: (one: Sampling) => number) => (isAlone ? 1 : Math.max(...samplings.map(of)));
  const [unitWidth, unitHeight] = [8 * most(({ across }) => across), 8 * most(({ down }) => down)];
  return { ...size, unitWidth, unitHeight, blocks, scanAt };
}
