import { parentPort } from 'node:worker_threads';
import { saysOverloaded } from '@diachi/domain';
import { type OpenPdf, PdfError } from './pdf-reader.ts';
import { openPdfiumDocument } from './pdfium-document.ts';
import type { PdfiumAnswer, PdfiumCall } from './pdfium-messages.ts';

/*
 * A thread for one PDF: pdfium cannot be interrupted, and a PDF made to keep it busy for ever is ended with its thread.
 */
let opened: OpenPdf | undefined;

async function answer(call: PdfiumCall): Promise<unknown> {
  if (call.kind === 'open') {
    opened = await openPdfiumDocument(call.source);
    return { pageCount: opened.pageCount, bookmarks: opened.bookmarks };
  }
  if (!opened) throw new Error('No PDF is open in this thread.');
  if (call.kind === 'draw') return opened.draw(call.page, call.size);
  return opened[call.kind](call.page);
}

function broke(thrown: unknown): PdfiumAnswer {
  // What WebAssembly throws when it traps, and emscripten when memory has run out.
  const isTrap = thrown instanceof Error && thrown.constructor.name === 'RuntimeError';
  const told = thrown instanceof PdfError ? thrown.reason : null;
  const isCrash = told === 'crashed' || (told === null && (isTrap || saysOverloaded(thrown)));
  const reason = isCrash ? 'crashed' : told;
  return { kind: 'broke', reason, message: thrown instanceof Error ? thrown.message : String(thrown), isCrash };
}

parentPort?.on('message', (call: PdfiumCall | 'close') => {
  if (call === 'close') {
    parentPort?.close();
    return;
  }
  answer(call)
    .then((value): PdfiumAnswer => ({ kind: 'done', value }), broke)
    .then((told) => parentPort?.postMessage(told));
});
