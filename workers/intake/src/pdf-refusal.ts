import { Failure, type Original } from '@diachi/domain';
import { PdfError } from './pdf-reader.ts';
import { refusals } from './refusals.ts';

/** What a reader of PDFs says, in our words; whatever else was thrown stays as it is. */
export function pdfRefusal(thrown: unknown, { fileName, sizeBytes }: Original): unknown {
  if (!(thrown instanceof PdfError)) return thrown;
  if (thrown.reason === 'encrypted') return refusals.encrypted(fileName);
  if (thrown.reason === 'unreachable') {
    return new Failure(
      'unavailable',
      'original.unreachable',
      `“${fileName}” cannot be read from its disk at the moment.`,
      {
        cause: thrown,
        details: { fileName, sizeBytes },
      },
    );
  }
  return refusals.damaged(fileName, thrown);
}
