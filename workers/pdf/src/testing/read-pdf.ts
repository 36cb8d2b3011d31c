import { inflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { afterAll } from 'vitest';

const library = await PDFiumLibrary.init();

afterAll(() => library.destroy());

/** The words of some lines. */
export const wordsOf = (lines: readonly string[]) => lines.join(' ').split(/\s+/).filter(Boolean);

export async function textOf(pdf: Uint8Array, page: number): Promise<readonly string[]> {
  const document = await library.loadDocument(pdf);
  try {
    return wordsOf([document.getPage(page).getText()]);
  } finally {
    document.destroy();
  }
}

/** Red, green and blue at a place of a page, in parts of its width and height. */
export async function pixelOf(pdf: Uint8Array, page: number, place = { x: 0.5, y: 0.5 }): Promise<readonly number[]> {
  const document = await library.loadDocument(pdf);
  try {
    const { data, width, height } = await document.getPage(page).render({ scale: 0.2, render: 'bitmap' });
    const start = (Math.floor(place.y * height) * width + Math.floor(place.x * width)) * 4;
    return [...data.subarray(start, start + 3)];
  } finally {
    document.destroy();
  }
}

export async function contentsOf(pdf: Uint8Array): Promise<readonly string[]> {
  const document = await PDFDocument.load(pdf);
  return document.getPages().map((page) => {
    const stream = page.node.Contents() as unknown as { getContents(): Uint8Array };
    return inflateSync(stream.getContents()).toString('latin1');
  });
}

/** The first picture in a file: its filters, and its bytes as they are there. */
export async function pictureOf(pdf: Uint8Array): Promise<{ readonly filters: string; readonly bytes: Uint8Array }> {
  const document = await PDFDocument.load(pdf);
  for (const [, found] of document.context.enumerateIndirectObjects()) {
    if (!(found instanceof PDFRawStream) || found.dict.get(PDFName.of('Subtype')) !== PDFName.of('Image')) continue;
    return { filters: String(found.dict.get(PDFName.of('Filter'))), bytes: found.contents };
  }
  throw new Error('There is no picture in the file.');
}

export async function outlineOf(pdf: Uint8Array): Promise<readonly string[]> {
  const file = Buffer.from(pdf).toString('latin1');
  const items = [...file.matchAll(/\/Title <FEFF([0-9A-F]+)>\s+\/Parent (\d+)/g)];
  const parents = new Set(items.map(([, , parent]) => parent));
  const [top] = parents;
  return items.map(([, hex = '', parent]) => `${parent === top ? '' : ' '}${decode(hex)}`);
}

const decode = (hex: string) => new TextDecoder('utf-16be').decode(Buffer.from(hex, 'hex'));
