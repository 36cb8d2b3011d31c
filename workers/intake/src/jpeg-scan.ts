import type { HuffmanTable } from './huffman-table.ts';
import type { JpegFrame, JpegScan } from './jpeg-frame.ts';

const FIRST_RESTART = 0xd0;
/** Some scanners fill the end of the data up to a whole block. */
const MOST_PADDING_BYTES = 512;

/** Where the data of a scan ends, when it holds exactly the blocks it should; null when it does not. */
export function endOfScan(jpeg: Uint8Array, frame: JpegFrame, scan: JpegScan): number | null {
  const total = unitsOf(frame, scan);
  const perInterval = scan.restartInterval === 0 ? total : scan.restartInterval;
  let at = scan.start;
  for (let done = 0, nth = 0; done < total; done += perInterval, nth += 1) {
    const { data, end } = unstuffed(jpeg, at);
    if (!holdsUnits(data, scan, Math.min(perInterval, total - done))) return null;
    at = end;
    const isLast = done + perInterval >= total;
    const marker = jpeg[end + 1];
    if (marker === undefined) return null;
    if (isLast) return end;
    if (marker !== FIRST_RESTART + (nth % 8)) return null;
    at = end + 2;
  }
  return null;
}

/** How many units a scan has: squares of all its components side by side, or of its only one (ITU T.81, A.2). */
function unitsOf({ widthPx, heightPx, components }: JpegFrame, scan: JpegScan): number {
  const across = Math.max(...components.map((one) => one.across));
  const down = Math.max(...components.map((one) => one.down));
  const [only, second] = scan.components;
  if (!only || second) return Math.ceil(widthPx / (8 * across)) * Math.ceil(heightPx / (8 * down));
  return (
    Math.ceil(Math.ceil((widthPx * only.across) / across) / 8) * Math.ceil(Math.ceil((heightPx * only.down) / down) / 8)
  );
}

/** Packed data up to the next marker, without the zeros that follow each FF in it (B.1.1.5). */
function unstuffed(jpeg: Uint8Array, start: number): { readonly data: Uint8Array; readonly end: number } {
  let end = start;
  let stuffing = 0;
  for (;;) {
    end = jpeg.indexOf(0xff, end);
    if (end < 0) end = jpeg.length;
    if (end === jpeg.length) break;
    if (jpeg[end + 1] === 0) stuffing += 1;
    else if (jpeg[end + 1] !== 0xff) break;
    end += jpeg[end + 1] === 0 ? 2 : 1;
  }
  const data = new Uint8Array(end - start - stuffing);
  for (let from = start, to = 0; from < end; from += 1, to += 1) {
    const byte = jpeg[from] ?? 0;
    data[to] = byte;
    if (byte === 0xff && jpeg[from + 1] === 0) from += 1;
  }
  return { data, end };
}

/** Goes through the codes of so many units, and looks whether they and the data end together. */
function holdsUnits(data: Uint8Array, { components }: JpegScan, units: number): boolean {
  const blocks = components.flatMap(({ dc, ac, across, down }) =>
    Array.from({ length: components.length === 1 ? 1 : across * down }, () => ({ dc, ac })),
  );
  const most = data.length * 8;
  let bit = 0;
  for (let unit = 0; unit < units; unit += 1) {
    for (const { dc, ac } of blocks) {
      bit = afterBlock(data, bit, dc, ac);
      if (bit < 0 || bit > most) return false;
    }
  }
  return isPadding(data.subarray(Math.ceil(bit / 8)));
}

/** Where the next block begins, or −1 when this is none: a code nobody gave, or more than 64 numbers (F.2.2). */
function afterBlock(data: Uint8Array, start: number, dc: HuffmanTable, ac: HuffmanTable): number {
  const first = dc[sixteenBits(data, start)] ?? 0;
  if (first === 0) return -1;
  let bit = start + (first >> 8) + (first & 15);
  for (let place = 1; place < 64; place += 1) {
    const found = ac[sixteenBits(data, bit)] ?? 0;
    if (found === 0) return -1;
    const size = found & 15;
    bit += (found >> 8) + size;
    const zeros = (found >> 4) & 15;
    if (size === 0 && zeros !== 15) break;
    place += zeros;
    if (place > 63) return -1;
  }
  return bit;
}

/** The bits from here on; ones after the end, as data is filled up with. */
function sixteenBits(data: Uint8Array, bit: number): number {
  const at = bit >> 3;
  const three = ((data[at] ?? 0xff) << 16) | ((data[at + 1] ?? 0xff) << 8) | (data[at + 2] ?? 0xff);
  return (three >> (8 - (bit & 7))) & 0xffff;
}

function isPadding(left: Uint8Array): boolean {
  if (left.length <= 2) return true;
  return left.length <= MOST_PADDING_BYTES && left.every((byte) => byte === left[0] && (byte === 0 || byte === 0xff));
}
