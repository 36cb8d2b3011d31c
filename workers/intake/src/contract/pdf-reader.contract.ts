import type { PdfReader } from '../pdf-reader.ts';
import { pdfOpener } from './open-pdfs.ts';
import { pdfDamageContract } from './pdf-damage.contract.ts';
import { pdfDrawingContract } from './pdf-drawing.contract.ts';
import { pdfFactsContract } from './pdf-facts.contract.ts';
import { pdfImagesContract } from './pdf-images.contract.ts';

/** What every reader of PDFs promises. Each one's test file calls this once. */
export function pdfReaderContract(reader: PdfReader): void {
  const opener = pdfOpener(reader);
  pdfFactsContract(opener);
  pdfImagesContract(opener);
  pdfDrawingContract(opener);
  pdfDamageContract(opener);
}
