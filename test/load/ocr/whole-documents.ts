import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { countErrors, type TextErrors } from './character-error.ts';
import { cpuSeconds } from './cpu-time.ts';
import { readTruth, type TruePage } from './find-pages.ts';
import { ownDocument } from './own-document.ts';
import { scannedPdf } from './scanned-pdf.ts';
import { sum } from './summary.ts';
import { textTable } from './text-table.ts';

type WholeDocument = {
  readonly name: string;
  readonly seconds: number;
  readonly cpu: number;
  readonly sizeBytes: number;
  /** As a viewer copies it: pdftotext puts what stands beside one another in order by itself. */
  readonly copiedError: number;
  /** In the order of the file. */
  readonly filedError: number;
  readonly anyOrderError: number;
};

/** One PDF of the pages, made searchable by the library and by the program `ocrmypdf`: how fast, how large, how right. */
export async function againstOcrmypdf(
  pages: readonly TruePage[],
  { engine, language }: { readonly engine: string; readonly language: string },
  print: (line: string) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-documents-'));
  try {
    const source = join(folder, 'source.pdf');
    const pdf = await scannedPdf(pages);
    await writeFile(source, pdf);
    const lanes = availableParallelism();
    print(`${pages.length} pages, ${megabytes(pdf.length)} MB, ${lanes} cores`);

    const ours = join(folder, 'ours.pdf');
    const before = [performance.now(), cpuSeconds()] as const;
    const { parts, idleShare } = await ownDocument(pdf, ours, { folder, engine, language, lanes });
    const results = [await measured(`library (${engine})`, before, ours, pages)];
    for (const [part, { seconds, cpu }] of Object.entries(parts))
      print(`${part}: ${seconds.toFixed(1)} s, ${((1_000 * cpu) / pages.length).toFixed(0)} ms CPU a page`);
    if (idleShare !== null) print(`idle while reading: ${(100 * idleShare).toFixed(0)} % of ${lanes} cores`);
    print('');

    const theirs = join(folder, 'theirs.pdf');
    const theirBefore = [performance.now(), cpuSeconds()] as const;
    await ocrmypdf(['-l', language, source, theirs]);
    results.push(await measured('ocrmypdf', theirBefore, theirs, pages));

    const head = ['', 'pages a minute', 'seconds', 'CPU s', 'size MB', 'CER % copied', 'as filed', 'any order %'];
    const rows = results.map(({ name, seconds, cpu, sizeBytes, copiedError, filedError, anyOrderError }) => [
      name,
      ((60 * pages.length) / seconds).toFixed(1),
      ...[seconds, cpu].map((value) => value.toFixed(1)),
      megabytes(sizeBytes),
      ...[copiedError, filedError, anyOrderError].map((error) => error.toFixed(2)),
    ]);
    for (const line of textTable(head, rows)) print(line);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measured(
  name: string,
  [started, cpu]: readonly [number, number],
  file: string,
  pages: readonly TruePage[],
): Promise<WholeDocument> {
  const [seconds, used] = [(performance.now() - started) / 1_000, cpuSeconds() - cpu];
  const errorsOf = (order: readonly string[]) =>
    Promise.all(
      pages.map(async (page, at) => countErrors((await readTruth(page)).exact, await textOfPage(file, at + 1, order))),
    );
  const [copied, filed] = [await errorsOf([]), await errorsOf(['-raw'])];
  const shared = sum(filed, ({ anyOrder }) => anyOrder.shared);
  const words = sum(filed, ({ anyOrder }) => anyOrder.wanted + anyOrder.found);
  const share = (errors: readonly TextErrors[]) =>
    (100 * sum(errors, ({ characters }) => characters.edits)) / sum(errors, ({ characters }) => characters.of);
  return {
    name,
    seconds,
    cpu: used,
    sizeBytes: (await stat(file)).size,
    copiedError: share(copied),
    filedError: share(filed),
    anyOrderError: 100 * (1 - (2 * shared) / words),
  };
}

/** The text of one page, by the poppler programs. */
async function textOfPage(file: string, page: number, order: readonly string[]): Promise<string> {
  const only = ['-f', String(page), '-l', String(page), ...order];
  const { stdout } = await promisify(execFile)('pdftotext', [...only, file, '-'], { maxBuffer: 50_000_000 });
  return stdout;
}

/** With its own defaults, on all cores. */
async function ocrmypdf(args: readonly string[]): Promise<void> {
  const child = spawn('ocrmypdf', ['--quiet', ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  ).catch((cause: unknown) => {
    throw new Error(
      'ocrmypdf is not installed; on Debian: apt-get install --no-install-recommends ocrmypdf tesseract-ocr-vie',
      {
        cause,
      },
    );
  });
  if (code !== 0) throw new Error(`ocrmypdf ended with ${code}.`);
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(2);
