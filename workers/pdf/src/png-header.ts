import { inflateSync } from 'node:zlib';

/** What a PNG file (W3C PNG, third edition) says of itself, and its compressed picture as it lies there. */
export type PngParts = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitDepth: number;
  readonly colour: 'grey' | 'rgb' | 'palette';
  /** Red, green and blue of each colour, where there is a palette. */
  readonly palette: Buffer | null;
  /** The colour profile it carries; null when there is none or it cannot be unpacked. */
  readonly profile: Buffer | null;
  /** One zlib stream of filtered rows. */
  readonly compressed: Buffer;
};

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS: Readonly<Record<number, PngParts['colour']>> = { 0: 'grey', 2: 'rgb', 3: 'palette' };
/** Far more than any profile of a scanner; what unpacks to more is no profile. */
const MOST_PROFILE_BYTES = 4 * 2 ** 20;

/** Takes a PNG apart; null unless a PDF can carry its rows as they are: no transparency, no interlacing, at most 8 bits. */
export function readPngParts(bytes: Buffer): PngParts | null {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return null;
  const rows: Buffer[] = [];
  let header: Buffer | null = null;
  let palette: Buffer | null = null;
  let profile: Buffer | null = null;
  let isWhole = false;
  for (const { kind, body } of chunksOf(bytes)) {
    if (kind === 'tRNS') return null;
    if (kind === 'iCCP') profile = unpackProfile(body);
    if (kind === 'IHDR') header = body;
    if (kind === 'PLTE') palette = body;
    if (kind === 'IDAT') rows.push(body);
    if (kind === 'IEND') isWhole = true;
  }
  if (!isWhole || header?.length !== 13) return null;
  const colour = COLOURS[header.readUInt8(9)];
  const bitDepth = header.readUInt8(8);
  const isInterlaced = header.readUInt8(12) !== 0;
  const isKnown = [1, 2, 4, 8].includes(bitDepth) && (colour !== 'rgb' || bitDepth === 8);
  if (!colour || !isKnown || isInterlaced) return null;
  if (colour === 'palette' && (!palette || palette.length === 0 || palette.length % 3 !== 0)) return null;
  const [widthPx, heightPx] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  return { widthPx, heightPx, bitDepth, colour, palette, profile, compressed: Buffer.concat(rows) };
}

/** A name of up to 79 letters, a zero, the method (0 is zlib, there is no other), and the profile. */
function unpackProfile(body: Buffer): Buffer | null {
  const end = body.indexOf(0);
  if (end < 1 || body[end + 1] !== 0) return null;
  try {
    return inflateSync(body.subarray(end + 2), { maxOutputLength: MOST_PROFILE_BYTES });
  } catch {
    // A profile that cannot be unpacked says nothing about the colours.
    return null;
  }
}

function* chunksOf(bytes: Buffer): Generator<{ readonly kind: string; readonly body: Buffer }> {
  let place = 8;
  while (place + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(place);
    if (place + 12 + length > bytes.length) return;
    yield {
      kind: bytes.toString('latin1', place + 4, place + 8),
      body: bytes.subarray(place + 8, place + 8 + length),
    };
    place += 12 + length;
  }
}
