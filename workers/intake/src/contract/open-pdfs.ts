import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { drawnSize } from '../drawn-size.ts';
import type { OpenPdf, PdfReader, Picture } from '../pdf-reader.ts';

export const BORN_DIGITAL = join(import.meta.dirname, '../../../../test/fixtures/pages/s17-born-digital-pdf');
export const UPRIGHT = 'red green blue white';

export type PdfOpener = {
  readonly reader: PdfReader;
  openFile(path: string): Promise<OpenPdf>;
  openBytes(bytes: Uint8Array): Promise<OpenPdf>;
  /** A file with these bytes. */
  fileOf(bytes: Uint8Array | string): Promise<string>;
  /** A page drawn small. */
  drawn(pdf: OpenPdf, page?: number): Promise<Picture>;
};

/** Opens PDFs with one reader for the tests of a suite, and closes them after it. */
export function pdfOpener(reader: PdfReader): PdfOpener {
  let folder = '';
  let files = 0;
  const opened: OpenPdf[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pdf-reader-'));
  });

  afterAll(async () => {
    await Promise.all(opened.map((pdf) => pdf.close()));
    await rm(folder, { recursive: true });
  });

  const fileOf = async (bytes: Uint8Array | string): Promise<string> => {
    files += 1;
    const path = join(folder, `${files}.pdf`);
    await writeFile(path, bytes);
    return path;
  };

  const openFile = async (path: string): Promise<OpenPdf> => {
    const pdf = await reader.open({ path }, { pageTimeMs: 30_000 });
    opened.push(pdf);
    return pdf;
  };

  return {
    reader,
    openFile,
    fileOf,
    openBytes: async (bytes) => openFile(await fileOf(bytes)),
    drawn: async (pdf, page = 0) => {
      const size = drawnSize(await pdf.page(page), 1_000_000);
      if (!size) throw new Error('This page should be drawn.');
      return pdf.draw(page, size);
    },
  };
}
