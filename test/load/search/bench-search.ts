import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type BenchedIndex, benchMeilisearch, benchSqlite, indexPath } from './benched-index.ts';
import { type MadeUpLibrary, makeUpLibrary } from './made-up-library.ts';
import { type QueryKind, queryKinds } from './query-kinds.ts';
import { askAll, type QueryTimes, timesHeading, timesLine } from './query-times.ts';

export type BenchSearchOptions = {
  readonly pages: number;
  /** The embedded index when not given. */
  readonly kind?: 'sqlite' | 'meilisearch';
  /** Questions of each kind. */
  readonly queries?: number;
  /** A folder to keep the index in, to be asked again another time; a temporary one, removed afterwards, when not given. */
  readonly folder?: string;
  readonly log?: (line: string) => void;
};

export type SearchBench = {
  readonly pages: number;
  readonly documents: number;
  readonly fileMb: number;
  /** Null when the folder held the pages from before. */
  readonly load: {
    readonly seconds: number;
    /** Of the index's thread alone, or of its server. */
    readonly pagesPerCpuSecond: number;
  } | null;
  readonly times: readonly QueryTimes[];
  /** The same kind of question while a thick book is put in. */
  readonly whileWriting: QueryTimes;
  /** The longest time the asking thread could do nothing else, over all questions. */
  readonly longestBlockMs: number;
  /** CPU time of the asking thread for one question, on average: what it can be blocked by on an idle machine. */
  readonly askerCpuMs: number;
  /** Null for a server. */
  readonly idleMb: { readonly before: number; readonly opened: number; readonly asked: number } | null;
  /** Memory of the server in the end; null when there is none. */
  readonly serverMb: number | null;
};

/** Builds an index of made-up Vietnamese pages and asks it whole result pages: documents, best pages, snippets, facets. */
export async function benchSearch({
  pages,
  kind = 'sqlite',
  queries = 40,
  folder,
  log = () => undefined,
}: BenchSearchOptions): Promise<SearchBench> {
  const place = folder ?? mkdtempSync(join(tmpdir(), 'bench-search-'));
  const library = makeUpLibrary();
  const benched = kind === 'sqlite' ? await benchSqlite(place) : await benchMeilisearch();
  const { index } = benched;
  try {
    const load = await fill(benched, library, pages, log);
    const kinds = queryKinds(library, queries);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const ownBefore = process.threadCpuUsage();
    const times: QueryTimes[] = [];
    for (const each of kinds) {
      times.push(await askAll(benched, each));
      log(timesLine(times.at(-1) as QueryTimes));
    }
    delay.disable();
    const own = process.threadCpuUsage(ownBefore);
    const whileWriting = await askWhileWriting(benched, library, kinds[0] as QueryKind);
    log(timesLine(whileWriting));
    const { documents } = await index.size();
    const [fileMb, serverMb] = [await benched.fileMb(), benched.serverMb()];
    await index.close();
    return {
      pages,
      documents,
      fileMb,
      serverMb,
      load,
      times,
      whileWriting,
      longestBlockMs: delay.max / 1e6,
      askerCpuMs: (own.user + own.system) / 1_000 / (kinds.length * queries),
      idleMb: kind === 'sqlite' ? measureIdle(indexPath(place), kinds) : null,
    };
  } finally {
    await index.close();
    await benched.end();
    if (!folder) rmSync(place, { recursive: true });
  }
}

async function fill(
  { index, atOnce, cpuSeconds }: BenchedIndex,
  library: MadeUpLibrary,
  pages: number,
  log: (line: string) => void,
) {
  const isKept = (await index.size()).pages >= pages;
  const started = performance.now();
  const cpuBefore = cpuSeconds();
  const underWay = new Set<Promise<void>>();
  let done = 0;
  let told = 0;
  for (const { document, pages: made } of library.documents(pages)) {
    if (!isKept) {
      const putting: Promise<void> = index.put(document, made).then(() => void underWay.delete(putting));
      underWay.add(putting);
      if (underWay.size >= atOnce) await Promise.race(underWay);
    }
    done += made.length;
    if (done - told < pages / 10) continue;
    told = done;
    log(`${done} pages in after ${((performance.now() - started) / 1_000).toFixed(0)} s`);
  }
  await Promise.all(underWay);
  if (isKept) return null;
  const seconds = (performance.now() - started) / 1_000;
  return { seconds, pagesPerCpuSecond: pages / (cpuSeconds() - cpuBefore) };
}

async function askWhileWriting(benched: BenchedIndex, library: MadeUpLibrary, kind: QueryKind): Promise<QueryTimes> {
  const { index } = benched;
  const written = Array.from(library.documents(3_000));
  let isAsking = true;
  const writing = (async () => {
    while (isAsking) {
      for (const { document, pages } of written) if (isAsking) await index.put(document, pages);
    }
  })();
  const times = await askAll(benched, { ...kind, name: `${kind.name}, while writing` });
  isAsking = false;
  await writing;
  return times;
}

function measureIdle(path: string, kinds: readonly QueryKind[]): NonNullable<SearchBench['idleMb']> {
  const program = join(import.meta.dirname, 'idle-memory.ts');
  const texts = kinds.flatMap((kind) => kind.queries.slice(0, 2).map((query) => query.text));
  const out = execFileSync(process.execPath, ['--conditions=source', program, path, ...texts], { encoding: 'utf8' });
  const { before, opened, asked } = JSON.parse(out) as Record<'before' | 'opened' | 'asked', number>;
  return { before: before / 1e6, opened: opened / 1e6, asked: asked / 1e6 };
}

/** The results as they stand in docs/benchmarks.md. */
export function tableOf(bench: SearchBench): string {
  const { idleMb, load, serverMb } = bench;
  const built = load
    ? `built in ${load.seconds.toFixed(0)} s, ${load.pagesPerCpuSecond.toFixed(0)} pages per CPU second of ${serverMb === null ? "the index's thread" : 'the server'}.`
    : 'built before.';
  return [
    `${bench.pages} pages in ${bench.documents} documents; file ${bench.fileMb.toFixed(0)} MB; ${built}`,
    `Longest block of the asking thread: ${bench.longestBlockMs.toFixed(0)} ms; its own CPU time: ${bench.askerCpuMs.toFixed(1)} ms a question.`,
    ...(idleMb
      ? [
          'Memory of a process with nothing but the index:',
          `${idleMb.before.toFixed(0)} MB before opening, ${idleMb.opened.toFixed(0)} MB opened, ${idleMb.asked.toFixed(0)} MB after questions of every kind.`,
        ]
      : [`Memory of the server in the end: ${serverMb?.toFixed(0)} MB.`]),
    '',
    ...timesHeading,
    ...[...bench.times, bench.whileWriting].map(timesLine),
  ].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string', default: '100000' },
      queries: { type: 'string', default: '40' },
      folder: { type: 'string' },
      index: { type: 'string', default: 'sqlite' },
    },
  });
  const { folder } = values;
  const kind = values.index === 'meilisearch' ? 'meilisearch' : 'sqlite';
  const bench = await benchSearch({
    pages: Number(values.pages),
    queries: Number(values.queries),
    kind,
    ...(folder ? { folder } : {}),
    log: (text) => console.error(text),
  });
  console.log(tableOf(bench));
}
