/** What a PNG file (W3C PNG, third edition) says of itself, and its compressed picture as it lies there. */
export type PngParts = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitDepth: number;
  readonly colour: 'grey' | 'rgb' | 'palette';
  /** Red, green and blue of each colour, where there is a palette. */
  readonly palette: Buffer | null;
  /** One zlib stream of filtered rows. */
  readonly compressed: Buffer;
};

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS: Readonly<Record<number, PngParts['colour']>> = { 0: 'grey', 2: 'rgb', 3: 'palette' };
/** What changes how the rows are to be understood, and a PDF would have to be told otherwise. */
const CHANGING = ['tRNS', 'iCCP'];

/** Takes a PNG apart; null unless a PDF can carry its rows as they are: no transparency, no interlacing, no profile, at most 8 bits. */
export function readPngParts(bytes: Buffer): PngParts | null {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return null;
  const rows: Buffer[] = [];
  let header: Buffer | null = null;
  let palette: Buffer | null = null;
  let isWhole = false;
  for (const { kind, body } of chunksOf(bytes)) {
    if (CHANGING.includes(kind)) return null;
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
  return { widthPx, heightPx, bitDepth, colour, palette, compressed: Buffer.concat(rows) };
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
