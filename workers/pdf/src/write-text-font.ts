import { deflateSync } from 'node:zlib';
import { type GlyphCodes, SPACE_CODE } from './glyph-codes.ts';
import { ASCENT, DESCENT, GLYPH_ADVANCE, glyphlessFont, SPACE_ADVANCE } from './glyphless-font.ts';
import { type PdfReference, type PdfWriter, pdfAscii } from './pdf-writer.ts';

const NAME = 'KhoDiaChi+Glyphless';

/** Writes the font of the text layers, once every code is known: Type 0 over an embedded TrueType font (ISO 32000-1, 9.7). */
export async function writeTextFont(writer: PdfWriter, font: PdfReference, codes: GlyphCodes): Promise<void> {
  const descendant = writer.reserve();
  const descriptor = writer.reserve();
  const program = writer.reserve();
  const glyphs = writer.reserve();
  const meaning = writer.reserve();

  const bytes = glyphlessFont();
  await writer.writeStream(program, { Length1: bytes.length }, bytes);
  await writeDeflated(writer, glyphs, codes.toGlyphs());
  await writeDeflated(writer, meaning, Buffer.from(codes.toUnicode(), 'latin1'));
  await writer.write(descriptor, {
    Type: 'FontDescriptor',
    FontName: NAME,
    // 4: symbolic, since its characters are not those of a standard Latin font.
    Flags: 4,
    FontBBox: [0, DESCENT, GLYPH_ADVANCE, ASCENT],
    ItalicAngle: 0,
    Ascent: ASCENT,
    Descent: DESCENT,
    CapHeight: ASCENT,
    StemV: 80,
    FontFile2: program,
  });
  await writer.write(descendant, {
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: NAME,
    CIDSystemInfo: { Registry: pdfAscii('Adobe'), Ordering: pdfAscii('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    CIDToGIDMap: glyphs,
    DW: GLYPH_ADVANCE,
    W: [SPACE_CODE, [SPACE_ADVANCE]],
  });
  await writer.write(font, {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: NAME,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: meaning,
  });
}

const writeDeflated = (writer: PdfWriter, reference: PdfReference, bytes: Uint8Array) =>
  writer.writeStream(reference, { Filter: 'FlateDecode' }, deflateSync(bytes));
