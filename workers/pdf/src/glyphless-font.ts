/** Advance of every glyph and of the space, in thousandths of the font's size. */
export const GLYPH_ADVANCE = 500;
export const SPACE_ADVANCE = 200;
/**
 * How far a line of the font reaches above and below its baseline, in thousandths of its size. Its size is thereby half as much again
 * as the printed letters rise, near the distance of lines: the size by which pdftotext puts lines together and keeps columns apart.
 */
export const ASCENT = 667;
export const DESCENT = -167;

/** Places in the font: no glyph, a letter, the space between words. None of them has an outline. */
export const LETTER_GLYPH = 1;
export const SPACE_GLYPH = 2;

const advances = [GLYPH_ADVANCE, GLYPH_ADVANCE, SPACE_ADVANCE];

/** A TrueType font (OpenType 1.9) of empty glyphs: it carries text that is found and copied but never drawn. */
export function glyphlessFont(): Uint8Array {
  const tables: readonly (readonly [string, Buffer])[] = [
    // An empty table is refused by some readers; no glyph points into these bytes.
    ['glyf', Buffer.alloc(4)],
    ['head', head()],
    ['hhea', hhea()],
    ['hmtx', Buffer.concat(advances.map((advance) => uint16(advance, 0)))],
    ['loca', Buffer.alloc(2 * (advances.length + 1))],
    ['maxp', maxp()],
    // Version 3: glyphs have no names.
    ['post', Buffer.concat([uint32(0x00030000), Buffer.alloc(28)])],
  ];
  return assemble(tables);
}

const uint16 = (...values: readonly number[]) =>
  Buffer.from(values.flatMap((value) => [(value >> 8) & 255, value & 255]));

const uint32 = (...values: readonly number[]) => uint16(...values.flatMap((value) => [value >>> 16, value & 0xffff]));

const head = () =>
  Buffer.concat([
    uint32(0x00010000, 0x00010000, 0, 0x5f0f3cf5),
    uint16(0, 1000),
    // Created and changed: seconds since 1904, none of which matter.
    Buffer.alloc(16),
    uint16(0, DESCENT, GLYPH_ADVANCE, ASCENT, 0, 8, 2, 0, 0),
  ]);

const hhea = () =>
  Buffer.concat([
    uint32(0x00010000),
    uint16(ASCENT, DESCENT, 0, GLYPH_ADVANCE, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, advances.length),
  ]);

const maxp = () =>
  Buffer.concat([uint32(0x00010000), uint16(advances.length), Buffer.alloc(4), uint16(0, 0, 2), Buffer.alloc(16)]);

function assemble(tables: readonly (readonly [string, Buffer])[]): Uint8Array {
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const header = Buffer.concat([
    uint32(0x00010000),
    uint16(tables.length, power * 16, Math.log2(power), (tables.length - power) * 16),
  ]);
  let offset = header.length + tables.length * 16;
  const directory: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const [tag, body] of tables) {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    directory.push(Buffer.from(tag, 'latin1'), uint32(sumOf(padded), offset, body.length));
    bodies.push(padded);
    offset += padded.length;
  }
  const font = Buffer.concat([header, ...directory, ...bodies]);
  const headPlace = font.indexOf(Buffer.from('head', 'latin1'));
  font.writeUInt32BE((0xb1b0afba - sumOf(font)) >>> 0, font.readUInt32BE(headPlace + 8) + 8);
  return font;
}

function sumOf(bytes: Buffer): number {
  let sum = 0;
  for (let place = 0; place < bytes.length; place += 4) sum = (sum + bytes.readUInt32BE(place)) >>> 0;
  return sum;
}
