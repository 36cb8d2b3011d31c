import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { EngineChoice } from '@diachi/ocr-worker';
import { countErrors, type ErrorCount, type TextErrors } from './character-error.ts';
import { cpuSeconds } from './cpu-time.ts';
import { findPages, type TruePage } from './find-pages.ts';
import { libraryReader, plainReader, type Reader } from './readers.ts';

export type BenchOcrOptions = {
  readonly folder: string;
  readonly engine: EngineChoice;
  readonly language: string;
  /** Also reads every page with the plain program, in turn, and compares. */
  readonly isAgainstNative: boolean;
};

type Measured = { readonly page: string; readonly seconds: number; readonly cpu: number; readonly errors: TextErrors };

/** Reads every page of a folder and prints one table of what it cost and how right it was. Fails when the folder has no page with its truth. */
export async function benchOcr(options: BenchOcrOptions, print: (line: string) => void = console.log): Promise<void> {
  const pages = await findPages(options.folder);
  if (pages.length === 0) throw new Error(`${options.folder} has no pictures with their texts beside them.`);
  const library = libraryReader(options.engine, options.language);
  const readers = options.isAgainstNative ? [library, plainReader(options.language)] : [library];
  const results = new Map<Reader, Measured[]>(readers.map((reader) => [reader, []]));
  try {
    // The first page also starts the engine, which the others share.
    await library.read((pages[0] as TruePage).picture);
    for (const page of pages) {
      for (const reader of readers) results.get(reader)?.push(await measure(reader, page));
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
  }
  report(results, print);
}

async function measure(reader: Reader, { name, picture, truth }: TruePage): Promise<Measured> {
  const exact = await readFile(truth, 'utf8');
  const [started, cpu] = [performance.now(), cpuSeconds()];
  const text = await reader.read(picture);
  const [ended, used] = [performance.now(), cpuSeconds()];
  return { page: name, seconds: (ended - started) / 1_000, cpu: used - cpu, errors: countErrors(exact, text) };
}

const HEAD = ['page', 'reader', 's', 'CPU s', 'CER %', 'WER %', 'marks only %'];
const WIDTHS = [26, 22, 7, 7, 7, 7, 13];

function report(results: ReadonlyMap<Reader, readonly Measured[]>, print: (line: string) => void): void {
  print(row(HEAD));
  for (const [reader, measured] of results)
    for (const one of measured) print(row([one.page, reader.name, ...figures([one])]));
  for (const [reader, measured] of results) print(row(['all', reader.name, ...figures(measured)]));
  const [own, other] = [...results.values()];
  if (!own) return;
  const seconds = sum(own, ({ seconds: one }) => one);
  print(`pages a minute: ${((own.length * 60) / seconds).toFixed(1)}`);
  print(`peak memory of this process: ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`);
  if (!other) return;
  const ratio = sum(own, ({ cpu }) => cpu) / sum(other, ({ cpu }) => cpu);
  print(`CPU a page against the plain program: ${ratio.toFixed(2)}`);
}

function figures(measured: readonly Measured[]): readonly string[] {
  const mean = (of: (one: Measured) => number) => (sum(measured, of) / measured.length).toFixed(2);
  const characters = share(measured, ({ errors }) => errors.characters);
  return [
    mean(({ seconds }) => seconds),
    mean(({ cpu }) => cpu),
    characters.toFixed(2),
    share(measured, ({ errors }) => errors.words).toFixed(2),
    (characters - share(measured, ({ errors }) => errors.bare)).toFixed(2),
  ];
}

const share = (measured: readonly Measured[], of: (one: Measured) => ErrorCount) =>
  (100 * sum(measured, (one) => of(one).edits)) / sum(measured, (one) => of(one).of);

const sum = (measured: readonly Measured[], of: (one: Measured) => number) =>
  measured.reduce((total, one) => total + of(one), 0);

const row = (cells: readonly string[]) =>
  cells
    .map((cell, column) => (column < 2 ? cell.padEnd(WIDTHS[column] ?? 0) : cell.padStart(WIDTHS[column] ?? 0)))
    .join(' ');

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      engine: { type: 'string', default: 'auto' },
      language: { type: 'string', default: 'vie' },
      against: { type: 'string' },
    },
  });
  await benchOcr({
    folder: positionals[0] ?? 'test/fixtures/pages',
    engine: values.engine as EngineChoice,
    language: values.language,
    isAgainstNative: values.against === 'native',
  });
}
