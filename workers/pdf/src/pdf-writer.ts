import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { scratchFailure } from '@diachi/domain';
import { PDFContext, PDFHexString, type PDFObject, type PDFRef } from 'pdf-lib';

/** A number reserved for an object that is, or will be, in the file. */
export type PdfReference = PDFRef;

/** A PDF object as plain values: strings are names, `pdfText` makes the text strings. */
export type PdfValue =
  | string
  | number
  | boolean
  | null
  | PDFObject
  | readonly PdfValue[]
  | { readonly [name: string]: PdfValue };

export type PdfFields = { readonly [name: string]: PdfValue };

/**
 * Writes a PDF file object by object (ISO 32000-1, 7.5): each is serialised by pdf-lib, put on disk and forgotten, so that memory does
 * not grow with the document. Objects may refer to reserved ones that are written later. Fails as `scratchFailure` says.
 */
export type PdfWriter = {
  reserve(): PdfReference;
  write(reference: PdfReference, value: PdfValue): Promise<void>;
  writeStream(reference: PdfReference, fields: PdfFields, bytes: Uint8Array): Promise<void>;
  /** Closes the file with its table of objects. Whatever was reserved must have been written. */
  finish(trailer: { readonly root: PdfReference; readonly info: PdfReference; readonly id: string }): Promise<void>;
  /** Closes the file as it is. Done already after `finish`. */
  abandon(): Promise<void>;
};

/** A text string of a PDF in any script. */
export const pdfText = (text: string): PDFObject => PDFHexString.fromText(text.toWellFormed());

/** A string of a PDF that may only be ASCII: a date, a language, a registered name. */
export const pdfAscii = (text: string): PDFObject => PDFHexString.of(Buffer.from(text, 'latin1').toString('hex'));

/** Bytes as a string of a PDF. */
export const pdfBytes = (bytes: Uint8Array): PDFObject => PDFHexString.of(Buffer.from(bytes).toString('hex'));

/** Starts a file, over whatever stood there. */
export async function createPdfWriter(path: string): Promise<PdfWriter> {
  const inOurWords = (thrown: unknown): never => {
    throw scratchFailure(thrown, dirname(path));
  };
  const file = await open(path, 'w').catch(inOurWords);
  const context = PDFContext.create();
  /** Place in the file of each object, by number; 0 is the head of the list of free ones. */
  const offsets: number[] = [0];
  let size = 0;
  let isOpen = true;

  async function append(part: string | Uint8Array): Promise<void> {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    size += bytes.length;
    await writeAll(file, bytes).catch(inOurWords);
  }

  function opening(reference: PdfReference, value: PdfValue): string {
    offsets[reference.objectNumber] = size;
    return `${reference.objectNumber} 0 obj\n${toObject(value)}\n`;
  }

  const toObject = (value: PdfValue) => context.obj(value as Parameters<typeof context.obj>[0]) as PDFObject;

  async function abandon(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
  }

  // Four bytes above 127 tell programs that move files that this one is not text (PDF/A demands them).
  try {
    await append('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  } catch (thrown) {
    await abandon();
    throw thrown;
  }

  return {
    reserve: () => context.nextRef(),
    write: (reference, value) => append(`${opening(reference, value)}endobj\n`),

    async writeStream(reference, fields, bytes) {
      await append(`${opening(reference, { ...fields, Length: bytes.length })}stream\n`);
      await append(bytes);
      await append('\nendstream\nendobj\n');
    },

    async finish({ root, info, id }) {
      const start = size;
      const count = context.largestObjectNumber + 1;
      const table = Array.from({ length: count - 1 }, (_, place) => {
        const offset = offsets[place + 1];
        if (offset === undefined) throw new Error(`object ${place + 1} was reserved and never written`);
        return `${String(offset).padStart(10, '0')} 00000 n \n`;
      });
      const name = PDFHexString.of(id);
      const trailer = toObject({ Size: count, Root: root, Info: info, ID: [name, name] });
      await append(`xref\n0 ${count}\n0000000000 65535 f \n${table.join('')}`);
      await append(`trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`);
      await abandon();
    },

    abandon,
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done)).bytesWritten;
  }
}
