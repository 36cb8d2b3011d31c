import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { madeUpFiles } from '../../cluster/stand-in-page.ts';
import { standInTesseract } from '../../cluster/stand-in-tesseract.ts';
import { bareSteps } from './bare-steps.ts';
import { printedFiles } from './printed-files.ts';
import { type PipelineRun, runPipeline } from './run-pipeline.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '10' },
    pages: { type: 'string', default: '10' },
    workers: { type: 'string', default: '2' },
    engine: { type: 'string', default: 'stand-in' },
    alone: { type: 'boolean', default: false },
    /** Of the made-up pages, in pixels; low ones are strips, of which thousands are done in minutes. */
    height: { type: 'string', default: '1754' },
  },
});
const [count, pages, workers] = [values.documents, values.pages, values.workers].map(Number) as [
  number,
  number,
  number,
];
const engine = values.engine === 'real' ? 'real' : 'stand-in';
/** Processes of ours; whatever else is counted is a server. */
const OURS = ['upload', 'access', 'portal', 'intake', 'ocr', 'thumbnails', 'pdf', 'index'];

// What the pipeline costs by itself shows on pages that are read at once; what it gains by more workers, on pages of real print.
const documents = await Promise.all(
  Array.from({ length: count }, (_, at) =>
    engine === 'real' ? printedFiles(at, pages) : madeUpFiles(`bench ${at}`, pages, { height: Number(values.height) }),
  ),
);
const say = (text: string) => process.stdout.write(`${text}\n`);
say(`${count} documents of ${pages} pages, ${engine} engine`);

const many = await runPipeline({ documents, workers, engine });
tell(`${workers} OCR workers`, many);
if (!values.alone && workers > 1) {
  const one = await runPipeline({ documents, workers: 1, engine });
  tell('1 OCR worker', one);
  say(`${workers} workers to one: ${(many.pagesPerMinute / one.pagesPerMinute).toFixed(2)} ×`);
}
if (engine === 'stand-in') {
  const bare = await bareCost();
  const all = OURS.reduce((sum, name) => sum + (many.cpuMsPerPage[name] ?? 0), 0);
  say(
    `processor time a page: ${all.toFixed(0)} ms in the cluster's processes, ${bare.toFixed(0)} ms for the steps alone`,
  );
  say(`the pipeline's own cost: ${(all - bare).toFixed(0)} ms a page`);
}

/** The steps alone, with the same engine first on the path. */
async function bareCost(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  process.env['PATH'] = `${await standInTesseract(folder)}:${process.env['PATH']}`;
  process.env['OCR_ENGINE'] = 'native';
  try {
    return await bareSteps(documents.slice(0, Math.max(1, Math.ceil(100 / pages))));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function tell(title: string, run: PipelineRun): void {
  say(
    `\n${title}: ${run.documentsPerHour.toFixed(0)} documents an hour, ${run.pagesPerMinute.toFixed(0)} pages a minute`,
  );
  say(`  processor time, ms a page: ${written(run.cpuMsPerPage, (ms) => ms.toFixed(1))}`);
  say(`  of programs they ran: ${written(onlyUsed(run.ranCpuMsPerPage), (ms) => ms.toFixed(1))}`);
  say(`  a step takes, s: ${written(run.stepSeconds, (seconds) => seconds.toFixed(3))}`);
  const growth = (all: PipelineRun['memoryMb']) =>
    written(all, ({ first, last }) => `${first.toFixed(0)}→${last.toFixed(0)}`);
  say(`  memory, MB, first to last fifth of the pages: ${growth(run.memoryMb)}`);
  say(`  of it kept for long, after the first fifth and in the end: ${growth(run.keptMb)}`);
}

function onlyUsed(all: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(all).filter(([, ms]) => ms >= 1));
}

function written<Value>(all: Readonly<Record<string, Value>>, write: (value: Value) => string): string {
  return Object.entries(all)
    .map(([name, value]) => `${name} ${write(value)}`)
    .join(', ');
}
