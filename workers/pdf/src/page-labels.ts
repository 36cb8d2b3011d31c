import type { PageLabel } from '@diachi/domain';
import { type PdfFields, type PdfValue, pdfText } from './pdf-writer.ts';

/** What is printed on each page (ISO 32000-1, 12.4.2): a run of rising numbers is one entry, every other label one of its own. */
export function pageLabels(labels: readonly PageLabel[]): PdfFields {
  const numbers: PdfValue[] = [];
  let expected: number | null = null;
  for (const [page, label] of labels.entries()) {
    const number = /^[1-9]\d{0,6}$/.test(label) ? Number(label) : null;
    if (number === null) numbers.push(page, { P: pdfText(label) });
    else if (number !== expected) numbers.push(page, { S: 'D', St: number });
    expected = number === null ? null : number + 1;
  }
  return { Nums: numbers };
}
