import { chunksOf } from './file-chunks.ts';
import { readObjectStreams } from './pdf-object-streams.ts';
import { userUnitsOf } from './pdf-user-units.ts';
import type { SeekableFile } from './pdfium-file.ts';

/** What pdfium does not tell about a PDF, found by looking through its bytes. */
export type PdfSurvey = {
  /** Some image is stored with its values turned round or stretched (`/Decode`): its JPEG as it is would look wrong. */
  readonly mayBeInverted: boolean;
  /** Whatever is packed as fax in it is Group 4 with its lines one after the other: nothing else says `/K -1`. */
  readonly isPlainFax: boolean;
  /** How many 1/72 inch one unit of a page is, by page; 1 where nothing is said. */
  userUnit(page: number): number;
};

/** Reads a PDF once from end to end in small pieces. What is hidden by encryption counts as not said. */
export function surveyPdf(file: SeekableFile): PdfSurvey {
  const marks = { decode: false, userUnit: false, fax: 0, group4: 0, aligned: false, objectStreams: [] as number[] };
  for (const { at, bytes } of chunksOf(file)) {
    marks.decode ||= hasDecodeArray(bytes);
    marks.aligned ||= bytes.includes('/EncodedByteAlign');
    if (bytes.includes('/CCF') || bytes.includes('/CCITTFaxDecode')) {
      const text = bytes.toString('latin1');
      marks.fax += text.match(/\/(?:CCITTFaxDecode|CCF)\b/g)?.length ?? 0;
      marks.group4 += text.match(/\/K\s*-\d/g)?.length ?? 0;
    }
    marks.userUnit ||= bytes.includes('/UserUnit');
    for (let found = bytes.indexOf('/ObjStm'); found >= 0; found = bytes.indexOf('/ObjStm', found + 7)) {
      marks.objectStreams.push(at + found);
    }
  }
  const packed = readObjectStreams(file, marks.objectStreams);
  const isSaid = marks.userUnit || packed.some(({ text }) => text.includes('/UserUnit'));
  const units = isSaid ? userUnitsOf(file, packed) : new Map<number, number>();
  const isPlainFax = marks.fax > 0 && marks.fax === marks.group4 && !marks.aligned;
  return { mayBeInverted: marks.decode, isPlainFax, userUnit: (page) => units.get(page) ?? 1 };
}

function hasDecodeArray(bytes: Buffer): boolean {
  for (let found = bytes.indexOf('/Decode'); found >= 0; found = bytes.indexOf('/Decode', found + 7)) {
    if (/^\s*\[/.test(bytes.toString('latin1', found + 7, found + 20))) return true;
  }
  return false;
}
