import { text } from 'node:stream/consumers';
import { encodePixels } from './encode-picture.ts';
import { type OpenPdf, PdfError, type PdfOptions, type PdfReader, type PdfSource } from './pdf-reader.ts';
import { pdfiumReader } from './pdfium-reader.ts';
import { readPpm } from './read-ppm.ts';
import { ProgramError, runProgram } from './run-program.ts';

const PROGRAM = 'pdftoppm';

/**
 * Draws pages with a poppler program, in a process of its own and with the fonts of this machine where a PDF brings none. Everything else
 * (labels, user units, where images lie, words) no such program tells, or not as well: it comes from pdfium.
 */
export const popplerReader: PdfReader = { name: 'poppler', open: openWithPoppler };

/** Whether the program is installed. */
export const isPopplerInstalled = (): Promise<boolean> =>
  runProgram(PROGRAM, ['-v'], { timeMs: 10_000 }, text).then(
    () => true,
    () => false,
  );

async function openWithPoppler(source: PdfSource, { pageTimeMs: timeMs, signal }: PdfOptions): Promise<OpenPdf> {
  const pdf = await pdfiumReader.open(source, { pageTimeMs: timeMs, signal });
  // The program reads files, and this one exists in part only in our mind.
  if (source.before || source.after) return pdf;

  const draw: OpenPdf['draw'] = async (page, size) => {
    const number = String(page + 1);
    // The program scales a page before it turns it.
    const { widthPx, heightPx } = size;
    const [across, down] = (await pdf.page(page)).turns % 2 === 1 ? [heightPx, widthPx] : [widthPx, heightPx];
    const scale = ['-scale-to-x', String(across), '-scale-to-y', String(down)];
    const args = ['-q', '-cropbox', '-f', number, '-l', number, ...scale, source.path];
    const pixels = await runProgram(PROGRAM, args, { timeMs, signal }, (output) => readPpm(output, size));
    return encodePixels(pixels, { turns: 0, isBilevel: false });
  };

  return {
    ...pdf,
    draw: async (page, size) => {
      try {
        return await draw(page, size);
      } catch (thrown) {
        if (!(thrown instanceof ProgramError) || thrown.reason === 'missing') throw thrown;
        if (thrown.reason === 'stopped') throw new PdfError('crashed', thrown.message, { cause: thrown });
        if (thrown.reason === 'too-slow') throw new PdfError('too-slow', thrown.message, { cause: thrown });
        // The two mend damaged PDFs in different ways: what one cannot draw the other may.
        return pdf.draw(page, size);
      }
    },
  };
}
