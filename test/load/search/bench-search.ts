import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { SearchIndex } from '@diachi/ports';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { type MadeUpLibrary, makeUpLibrary } from './made-up-library.ts';
import { percentile } from './percentile.ts';
import { type QueryKind, queryKinds } from './query-kinds.ts';

export type BenchSearchOptions = {
  readonly pages: number;
  /** Questions of each kind. */
  readonly queries?: number;
  /** A folder to keep the index in; a temporary one, removed afterwards, when not given. */
  readonly folder?: string;
  readonly log?: (line: string) => void;
};

export type QueryTimes = {
  readonly kind: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly worstMs: number;
  /** CPU time of the index's thread for one question, on average: what remains of the times on an idle machine. */
  readonly cpuMs: number;
  /** Documents found, in the middle of all questions of the kind. */
  readonly found: number;
};

export type SearchBench = {
  readonly pages: number;
  readonly documents: number;
  readonly fileMb: number;
  readonly loadSeconds: number;
  /** Of the index's thread alone, not of making up the pages. */
  readonly pagesPerCpuSecond: number;
  readonly times: readonly QueryTimes[];
  /** The same kind of question while a thick book is put in. */
  readonly whileWriting: QueryTimes;
  /** The longest time the asking thread could do nothing else, over all questions. */
  readonly longestBlockMs: number;
  readonly idleMb: { readonly before: number; readonly opened: number; readonly asked: number };
};

/** Builds an index of made-up Vietnamese pages and asks it whole result pages: documents, best pages, snippets, facets. */
export async function benchSearch({
  pages,
  queries = 40,
  folder,
  log = () => undefined,
}: BenchSearchOptions): Promise<SearchBench> {
  const place = folder ?? mkdtempSync(join(tmpdir(), 'bench-search-'));
  const path = join(place, 'search.db');
  const library = makeUpLibrary();
  const index = await createSqliteSearchIndex({ path });
  try {
    const load = await fill(index, library, pages, log);
    const kinds = queryKinds(library, queries);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const times: QueryTimes[] = [];
    for (const kind of kinds) {
      times.push(await ask(index, kind));
      log(line(times.at(-1) as QueryTimes));
    }
    delay.disable();
    const whileWriting = await askWhileWriting(index, library, kinds[0] as QueryKind);
    log(line(whileWriting));
    const { documents } = await index.size();
    await index.close();
    return {
      pages,
      documents,
      fileMb: statSync(path).size / 1e6,
      ...load,
      times,
      whileWriting,
      longestBlockMs: delay.max / 1e6,
      idleMb: measureIdle(path, kinds),
    };
  } finally {
    await index.close();
    if (!folder) rmSync(place, { recursive: true });
  }
}

async function fill(index: SearchIndex, library: MadeUpLibrary, pages: number, log: (line: string) => void) {
  const started = performance.now();
  const cpuBefore = indexCpuSeconds();
  let done = 0;
  let told = 0;
  for (const { document, pages: made } of library.documents(pages)) {
    await index.put(document, made);
    done += made.length;
    if (done - told < pages / 10) continue;
    told = done;
    log(`${done} pages in after ${((performance.now() - started) / 1_000).toFixed(0)} s`);
  }
  return {
    loadSeconds: (performance.now() - started) / 1_000,
    pagesPerCpuSecond: pages / (indexCpuSeconds() - cpuBefore),
  };
}

/** CPU time of everything in this process but the asking thread. */
function indexCpuSeconds(): number {
  const whole = process.cpuUsage();
  const own = process.threadCpuUsage();
  return (whole.user + whole.system - own.user - own.system) / 1e6;
}

async function ask(index: SearchIndex, { name, queries }: QueryKind): Promise<QueryTimes> {
  const times: number[] = [];
  const found: number[] = [];
  const cpuBefore = indexCpuSeconds();
  for (const query of queries) {
    const started = performance.now();
    const { total } = await index.search(query);
    times.push(performance.now() - started);
    found.push(total);
  }
  return {
    kind: name,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    worstMs: Math.max(...times),
    cpuMs: ((indexCpuSeconds() - cpuBefore) * 1_000) / queries.length,
    found: percentile(found, 0.5),
  };
}

async function askWhileWriting(index: SearchIndex, library: MadeUpLibrary, kind: QueryKind): Promise<QueryTimes> {
  const written = Array.from(library.documents(3_000));
  let isAsking = true;
  const writing = (async () => {
    while (isAsking) {
      for (const { document, pages } of written) if (isAsking) await index.put(document, pages);
    }
  })();
  const times = await ask(index, { ...kind, name: `${kind.name}, while writing` });
  isAsking = false;
  await writing;
  return times;
}

function measureIdle(path: string, kinds: readonly QueryKind[]): SearchBench['idleMb'] {
  const program = join(import.meta.dirname, 'idle-memory.ts');
  const texts = kinds.flatMap((kind) => kind.queries.slice(0, 2).map((query) => query.text));
  const out = execFileSync(process.execPath, ['--conditions=source', program, path, ...texts], { encoding: 'utf8' });
  const { before, opened, asked } = JSON.parse(out) as Record<'before' | 'opened' | 'asked', number>;
  return { before: before / 1e6, opened: opened / 1e6, asked: asked / 1e6 };
}

const line = ({ kind, p50Ms, p95Ms, worstMs, cpuMs, found }: QueryTimes): string =>
  `| ${[kind, ...[p50Ms, p95Ms, worstMs, cpuMs].map((ms) => ms.toFixed(0)), found].join(' | ')} |`;

/** The results as they stand in docs/benchmarks.md. */
export function tableOf(bench: SearchBench): string {
  const { idleMb } = bench;
  return [
    `${bench.pages} pages in ${bench.documents} documents; file ${bench.fileMb.toFixed(0)} MB; built in ${bench.loadSeconds.toFixed(0)} s,`,
    `${bench.pagesPerCpuSecond.toFixed(0)} pages per CPU second of the index's thread.`,
    `Longest block of the asking thread: ${bench.longestBlockMs.toFixed(0)} ms. Memory of a process with nothing but the index:`,
    `${idleMb.before.toFixed(0)} MB before opening, ${idleMb.opened.toFixed(0)} MB opened, ${idleMb.asked.toFixed(0)} MB after questions of every kind.`,
    '',
    '| question | p50 ms | p95 ms | worst ms | CPU ms (mean) | documents found (median) |',
    '|---|---|---|---|---|---|',
    ...[...bench.times, bench.whileWriting].map(line),
  ].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string', default: '100000' },
      queries: { type: 'string', default: '40' },
      folder: { type: 'string' },
    },
  });
  const { folder } = values;
  const bench = await benchSearch({
    pages: Number(values.pages),
    queries: Number(values.queries),
    ...(folder ? { folder } : {}),
    log: (text) => console.error(text),
  });
  console.log(tableOf(bench));
}
