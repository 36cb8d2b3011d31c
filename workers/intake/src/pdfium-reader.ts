import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { saysOverloaded } from '@diachi/domain';
import { endThread } from './end-thread.ts';
import { type OpenPdf, PdfError, type PdfOptions, type PdfReader, type PdfSource } from './pdf-reader.ts';
import type { PdfiumAnswer, PdfiumCall } from './pdfium-messages.ts';

/** Reads PDFs with the built-in pdfium, each in a thread of its own. Needs nothing installed; fonts a PDF does not bring are replaced. */
export const pdfiumReader: PdfReader = { name: 'pdfium', open: openInThread };

/** Opening looks through the whole file; this is slower than any disk that is alive. */
const LEAST_BYTES_PER_MS = 20_000;

async function openInThread(source: PdfSource, { pageTimeMs, signal }: PdfOptions): Promise<OpenPdf> {
  const { size } = await stat(source.path);
  const openTimeMs = pageTimeMs + size / LEAST_BYTES_PER_MS;
  let thread: Worker | null = null;
  let answered = 0;

  const end = async (): Promise<void> => {
    const ending = thread;
    thread = null;
    answered = 0;
    if (ending) await endThread(ending);
  };

  const askNow = async <Value>(call: PdfiumCall): Promise<Value> => {
    if (thread === null && call.kind !== 'open') await askNow({ kind: 'open', source });
    thread ??= startThread();
    const timeMs = call.kind === 'open' ? openTimeMs : pageTimeMs;
    const answer = await answerOf(thread, call, timeMs, signal).catch(async (thrown: unknown) => {
      await end();
      throw thrown;
    });
    answered += 1;
    if (answer.kind === 'done') return answer.value as Value;
    const mayBeOfOthers = answered > 2;
    if (answer.isCrash) await end();
    // Memory may have run out because of the pages before: asked alone, a page is told from them.
    if (answer.isCrash && mayBeOfOthers) return askNow(call);
    throw errorOf(answer);
  };

  // An answer does not say which question it belongs to: one is asked when the one before is answered.
  let last: Promise<unknown> = Promise.resolve();
  const ask = <Value>(call: PdfiumCall): Promise<Value> => {
    const answer = last.then(() => askNow<Value>(call));
    last = answer.catch(() => {});
    return answer;
  };

  try {
    const facts = await ask<Pick<OpenPdf, 'pageCount' | 'bookmarks'>>({ kind: 'open', source });
    return {
      ...facts,
      page: (page) => ask({ kind: 'page', page }),
      words: (page) => ask({ kind: 'words', page }),
      lostImages: (page) => ask({ kind: 'lostImages', page }),
      takeImage: (page) => ask({ kind: 'takeImage', page }),
      draw: (page, size) => ask({ kind: 'draw', page, size }),
      close: end,
    };
  } catch (thrown) {
    await end();
    throw thrown;
  }
}

function startThread(): Worker {
  // Built, this file and the thread's lie side by side as .js; in a test both are .ts.
  const file = import.meta.url.endsWith('.ts') ? './pdfium-thread.ts' : './pdfium-thread.js';
  const thread = new Worker(new URL(file, import.meta.url), { stdout: true, stderr: true });
  // pdfium's complaints come back as failures; on the terminal they would only be noise.
  thread.stdout.resume();
  thread.stderr.resume();
  return thread;
}

async function answerOf(
  thread: Worker,
  call: PdfiumCall,
  timeMs: number,
  signal: AbortSignal | undefined,
): Promise<PdfiumAnswer> {
  signal?.throwIfAborted();
  const stop = new AbortController();
  const ending = setTimeout(() => stop.abort(), timeMs);
  const follow = () => stop.abort();
  signal?.addEventListener('abort', follow);
  try {
    thread.postMessage(call);
    const [answer] = await Promise.race([
      once(thread, 'message', { signal: stop.signal }),
      once(thread, 'exit', { signal: stop.signal }).then(([code]) => {
        throw new PdfError('crashed', `The pdfium thread ended by itself (${code}).`);
      }),
    ]);
    return answer as PdfiumAnswer;
  } catch (thrown) {
    signal?.throwIfAborted();
    if (stop.signal.aborted) throw new PdfError('too-slow', `pdfium was stopped after ${timeMs} ms.`);
    if (saysOverloaded(thrown)) throw new PdfError('crashed', String(thrown), { cause: thrown });
    throw thrown;
  } finally {
    clearTimeout(ending);
    signal?.removeEventListener('abort', follow);
    // Ends whichever of the two is still being waited for.
    stop.abort();
  }
}

const errorOf = ({ reason, message }: Extract<PdfiumAnswer, { kind: 'broke' }>): Error =>
  reason === null ? new Error(message) : new PdfError(reason, message);
