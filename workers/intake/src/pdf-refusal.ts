import { Failure, type Original, overloaded } from '@diachi/domain';
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
  // A crash or a long wait says nothing about the file: the machine may have been busy with something else.
  if (thrown.reason === 'crashed' || thrown.reason === 'too-slow') return overloaded(thrown);
  return refusals.damaged(fileName, thrown);
}
