import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { EngineChoice } from '@diachi/ocr-worker';
import { makePages, parseSet } from '../../fixtures/made-pages/make-pages.ts';
import { compareRuns, type KeptRuns } from './compare-runs.ts';
import { fitConfidence } from './fit-confidence.ts';
import { pagesOfSet } from './pages-of-set.ts';
import { watchChildMemory, watchOwnMemory } from './peak-memory.ts';
import { libraryReaders, plainReader } from './readers.ts';
import { report } from './report.ts';
import { runReaders } from './run-readers.ts';
import { stepVariants } from './step-variants.ts';
import { againstOcrmypdf } from './whole-documents.ts';

const USAGE = `npm run bench ocr --                  reads the samples, with all steps and with none, beside the plain program
  --set samples,hard,…              sets (easy, hard, blank, structure, sizes, slanted, curled) or folders of pages
  --seed 0                          first seed of made pages; the others follow by two (even: to look at, odd: to judge)
  --pages N                         of each set
  --steps none,all | each | …       each: switched on one after another; without: all but one in turn; or areas+scale
  --engine auto                     tesseract.js, native …
  --language vie
  --without-plain                   leaves out the plain program
  --every-page                      tells of every page, not only of sets
  --json FILE                       keeps what was measured; with several sets, of all of them
  --compare BEFORE.json AFTER.json  which pages got better, which worse
  --against ocrmypdf                whole documents of --pages pages, ours and theirs
  --fit                             reads the sets and prints the weights their confidences are calibrated by
  --make N --set hard --to FOLDER   only makes pages`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    set: { type: 'string' },
    seed: { type: 'string', default: '0' },
    pages: { type: 'string' },
    steps: { type: 'string', default: 'none,all' },
    engine: { type: 'string', default: 'auto' },
    language: { type: 'string', default: 'vie' },
    'without-plain': { type: 'boolean', default: false },
    'every-page': { type: 'boolean', default: false },
    json: { type: 'string' },
    compare: { type: 'string' },
    against: { type: 'string' },
    fit: { type: 'boolean', default: false },
    make: { type: 'string' },
    to: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const print = (line: string) => console.log(line);
// Refused by whoever starts it when there is none of that name.
const engine = values.engine as EngineChoice;
const seed = Number(values.seed);
const count = values.pages === undefined ? null : Number(values.pages);

if (values.help) {
  print(USAGE);
} else if (values.make !== undefined) {
  if (!values.to) throw new Error('Say with --to in which folder the pages are to be made.');
  await makePages({ set: parseSet(values.set ?? 'hard'), count: Number(values.make), seed, folder: values.to }, print);
} else if (values.fit) {
  const sets = (values.set ?? 'hard').split(',');
  const pages = await Promise.all(sets.map((set) => pagesOfSet(set, { count, seed }, print)));
  await fitConfidence(pages.flat(), { engine, language: values.language }, print);
} else if (values.compare !== undefined) {
  const [before, after] = await Promise.all([values.compare, positionals[0] ?? ''].map(readRuns));
  for (const line of compareRuns(before as KeptRuns, after as KeptRuns)) print(line);
} else if (values.against === 'ocrmypdf') {
  const pages = await pagesOfSet(values.set ?? positionals[0] ?? 'samples', { count: count ?? 20, seed }, print);
  await againstOcrmypdf(pages, { engine, language: values.language }, print);
} else if (values.against !== undefined && values.against !== 'native') {
  throw new Error(`There is nothing to compare with called “${values.against}”.\n${USAGE}`);
} else {
  await readSets((values.set ?? positionals[0] ?? 'samples').split(','));
}

async function readSets(sets: readonly string[]): Promise<void> {
  const kept: KeptRuns[] = [];
  for (const set of sets) {
    const pages = await pagesOfSet(set, { count, seed }, print);
    const library = libraryReaders({ engine, language: values.language }, stepVariants(values.steps));
    const plain = values['without-plain'] ? null : plainReader(values.language);
    const stopWatching = watchChildMemory();
    const memory = watchOwnMemory();
    const watched = [...library, ...(plain ? [plain] : [])].map((reader) => ({
      ...reader,
      read: (picture: string) => memory.during(() => reader.read(picture)),
    }));
    const runs = await runReaders(watched, pages, (run) => {
      const { characters } = run.errors;
      const error = ((100 * characters.edits) / Math.max(1, characters.of)).toFixed(2);
      if (values['every-page'])
        print(`${run.page}  ${run.reader}  CER ${error} %  CPU ${run.cpu.toFixed(2)} s  ${run.kind ?? ''}`);
    });
    const childMb = stopWatching();
    kept.push({ set, engine, runs });
    print(`\n${set}: ${pages.length} pages, engine ${engine}\n`);
    for (const line of report(runs, plain?.name ?? null)) print(line);
    const { startMb, peakMb } = memory.told();
    print(
      `\npeak memory while reading: ${peakMb} MB of this process (${startMb} before), ${childMb} MB of a child process`,
    );
  }
  if (values.json === undefined) return;
  const all: KeptRuns = { set: sets.join(','), engine, runs: kept.flatMap(({ runs }) => runs) };
  await writeFile(values.json, JSON.stringify(all));
}

async function readRuns(file: string): Promise<KeptRuns> {
  return JSON.parse(await readFile(file, 'utf8')) as KeptRuns;
}
