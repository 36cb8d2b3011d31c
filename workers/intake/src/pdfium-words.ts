import { groupWords, type PdfCharacter } from './group-words.ts';
import type { PageArea, PdfText } from './pdf-reader.ts';
import type { Pdfium } from './pdfium-library.ts';
import { withPage } from './pdfium-page.ts';
import { areaOf, createPlace } from './pdfium-place.ts';

/** More characters than a page can hold; such text is not worth having. */
const MAX_CHARACTERS = 100_000;

/** pdfium's own sign for a hyphen at the end of a line. */
const LINE_HYPHEN = 0x2;

/** The text of a page with its places. */
export function readWords(pdfium: Pdfium, document: number, page: number): PdfText {
  return withPage(pdfium, document, page, (opened) => {
    const text = pdfium.call.FPDFText_LoadPage(opened);
    if (text === 0) return { words: [], unknownCharacters: 0 };
    try {
      const count = pdfium.call.FPDFText_CountChars(text);
      if (count < 0 || count > MAX_CHARACTERS) return { words: [], unknownCharacters: Math.max(0, count) };
      return {
        words: groupWords(charactersOf(pdfium, opened, text, count)),
        unknownCharacters: unknownOf(pdfium, text, count),
      };
    } finally {
      pdfium.call.FPDFText_ClosePage(text);
    }
  });
}

function* charactersOf(pdfium: Pdfium, page: number, text: number, count: number): Generator<PdfCharacter> {
  const { call } = pdfium;
  const place = createPlace(pdfium, page);

  const boxOf = (at: number): PageArea =>
    pdfium.withMemory(32, (pointer, view) => {
      call.FPDFText_GetCharBox(text, at, pointer, pointer + 8, pointer + 16, pointer + 24);
      let [left, right, bottom, top] = [0, 8, 16, 24].map((offset) => view().getFloat64(offset, true)) as Four;
      // Text without ink, as an OCR program puts it under a scan, has a width and height but no shape.
      if (right - left <= 0 || top - bottom <= 0) {
        call.FPDFText_GetLooseCharBox(text, at, pointer);
        [left, top, right, bottom] = [0, 4, 8, 12].map((offset) => view().getFloat32(offset, true)) as Four;
      }
      return areaOf([place({ x: left, y: top }), place({ x: right, y: bottom })]);
    });

  for (let at = 0; at < count; at += 1) {
    const code = call.FPDFText_GetUnicode(text, at);
    if (code === 0x0a || code === 0x0d) yield { gap: 'line' };
    else if (code === LINE_HYPHEN) yield { text: '-', area: boxOf(at) };
    else if (code < 0x20 || /\s/u.test(characterOf(code))) yield { gap: 'space' };
    else yield { text: characterOf(code), area: boxOf(at) };
  }
}

type Four = [number, number, number, number];

const characterOf = (code: number): string => (code > 0x10_ffff || code < 0 ? '\ufffd' : String.fromCodePoint(code));

function unknownOf({ call }: Pdfium, text: number, count: number): number {
  let unknown = 0;
  for (let at = 0; at < count; at += 1) {
    if (call.FPDFText_IsGenerated(text, at) !== 1 && call.FPDFText_HasUnicodeMapError(text, at) === 1) unknown += 1;
  }
  return unknown;
}
