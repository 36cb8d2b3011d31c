import { setTimeout as wait } from 'node:timers/promises';
import type { LogLine } from '../../cluster/cluster-process.ts';
import { openCluster, type RunningCluster } from '../../cluster/running-cluster.ts';
import type { SentFile } from '../../cluster/sending.ts';
import { keptMemory } from './kept-memory.ts';
import { type ProcessNow, processesNow } from './processes-now.ts';

export type PipelineRun = {
  readonly seconds: number;
  readonly documentsPerHour: number;
  readonly pagesPerMinute: number;
  /** Processor time, in milliseconds a page, of each process of ours, by its name, and of each server by its program. */
  readonly cpuMsPerPage: Readonly<Record<string, number>>;
  /** The same of the programs they ran, such as the engine that reads. */
  readonly ranCpuMsPerPage: Readonly<Record<string, number>>;
  /** Seconds each step took, in the mean, by job; waiting is not counted. */
  readonly stepSeconds: Readonly<Record<string, number>>;
  /** Resident memory in MB, by process: the mean while the first fifth of the pages was read, and the last. */
  readonly memoryMb: Readonly<Record<string, { readonly first: number; readonly last: number }>>;
  /** Of that, what is kept for long: after the first fifth of the pages, and in the end. */
  readonly keptMb: Readonly<Record<string, { readonly first: number; readonly last: number }>>;
};

export type PipelineOptions = {
  readonly documents: readonly (readonly SentFile[])[];
  readonly workers: number;
  readonly engine: 'stand-in' | 'real';
};

const SAMPLE_EVERY_MS = 1_000;

/** Sends documents through a real cluster with so many OCR workers, and measures until the last of them is published (and indexed, where there is a search server). */
export async function runPipeline({ documents, workers, engine }: PipelineOptions): Promise<PipelineRun> {
  const cluster = await openCluster({
    counts: { ocr: workers },
    settings: { LOG_LEVEL: 'info', RECONCILE_EVERY: '30s' },
    ...(engine === 'stand-in' && { engine: {} }),
  });
  try {
    const nameOf = (one: ProcessNow) => cluster.processes.find(({ pid }) => pid === one.pid)?.name ?? one.program;
    const pages = documents.reduce((sum, files) => sum + files.length, 0);
    const before = processesNow();
    const samples: Sample[] = [];
    const pagesRead = countPagesRead(cluster.processes);
    let keptFirst: ReturnType<typeof keptMemory> | null = null;
    const sampling = setInterval(() => {
      const share = pagesRead() / pages;
      if (share >= 0.2) keptFirst ??= keptMemory(cluster.processes);
      samples.push({ share, processes: processesNow() });
    }, SAMPLE_EVERY_MS);
    const beganMs = performance.now();

    const ids: string[] = [];
    for (const files of documents) ids.push(await cluster.operator.handIn(files));
    const hasSearch = cluster.servers.meilisearch !== null;
    // Asked seldom: asking is not what is measured.
    for (const id of ids) while (!(await isDone(cluster, id, hasSearch))) await wait(SAMPLE_EVERY_MS);
    const seconds = (performance.now() - beganMs) / 1_000;
    clearInterval(sampling);
    const after = processesNow();
    const keptLast = await keptMemory(cluster.processes);
    const used = (of: (one: ProcessNow) => number) => differences({ before, after, of }, nameOf, pages);
    return {
      seconds,
      documentsPerHour: (documents.length / seconds) * 3_600,
      pagesPerMinute: (pages / seconds) * 60,
      cpuMsPerPage: used(({ cpuMs }) => cpuMs),
      ranCpuMsPerPage: used(({ endedCpuMs }) => endedCpuMs),
      stepSeconds: stepSeconds(cluster.processes.flatMap(({ log }) => log)),
      memoryMb: memoryOf(samples, nameOf),
      keptMb: keptOf(cluster.processes, (await keptFirst) ?? keptLast, keptLast),
    };
  } finally {
    await cluster.close();
  }
}

type Twice = {
  readonly before: ReadonlyMap<number, ProcessNow>;
  readonly after: ReadonlyMap<number, ProcessNow>;
  readonly of: (one: ProcessNow) => number;
};

function differences(
  { before, after, of }: Twice,
  nameOf: (one: ProcessNow) => string,
  pages: number,
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const one of after.values()) {
    const earlier = before.get(one.pid);
    const used = of(one) - (earlier ? of(earlier) : 0);
    sums[nameOf(one)] = (sums[nameOf(one)] ?? 0) + used / pages;
  }
  return sums;
}

function stepSeconds(log: readonly LogLine[]): Readonly<Record<string, number>> {
  const times: Record<string, number[]> = {};
  for (const { msg, job, ms } of log) {
    if (msg !== 'a step is done' || typeof job !== 'string' || typeof ms !== 'number') continue;
    times[job] = [...(times[job] ?? []), ms];
  }
  return Object.fromEntries(Object.entries(times).map(([job, all]) => [job, mean(all) / 1_000]));
}

type Sample = { readonly share: number; readonly processes: ReadonlyMap<number, ProcessNow> };

async function isDone(cluster: RunningCluster, id: string, hasSearch: boolean): Promise<boolean> {
  const found = await cluster.operator.document(id);
  if (found?.state === 'failed' || found?.state === 'refused') throw new Error(`${id} is ${found.state}`);
  return found?.state === 'published' && (found.isIndexed || !hasSearch);
}

/** Counts pages in logs that only grow: what was counted before is not looked at again. */
function countPagesRead(processes: readonly { readonly log: readonly LogLine[] }[]): () => number {
  const seen = new Map<readonly LogLine[], number>();
  let pages = 0;
  return () => {
    for (const { log } of processes) {
      for (const { msg, job } of log.slice(seen.get(log) ?? 0))
        if (msg === 'a step is done' && job === 'ocr-page') pages++;
      seen.set(log, log.length);
    }
    return pages;
  };
}

function memoryOf(samples: readonly Sample[], nameOf: (one: ProcessNow) => string) {
  const meanOf = (part: readonly Sample[], pid: number) =>
    mean(part.flatMap(({ processes }) => processes.get(pid)?.rssMb ?? []));
  const first = samples.filter(({ share }) => share > 0 && share <= 0.2);
  const latest = samples.filter(({ share }) => share >= 0.8);
  const last = samples.at(-1)?.processes;
  return Object.fromEntries(
    [...(last?.values() ?? [])]
      .filter((one) => nameOf(one) !== one.program)
      .map((one, at) => [`${nameOf(one)} ${at}`, { first: meanOf(first, one.pid), last: meanOf(latest, one.pid) }]),
  );
}

function keptOf(
  processes: RunningCluster['processes'],
  first: ReadonlyMap<number, number>,
  last: ReadonlyMap<number, number>,
): PipelineRun['keptMb'] {
  const of = (kept: ReadonlyMap<number, number>, pid: number) => kept.get(pid) ?? Number.NaN;
  return Object.fromEntries(
    processes.map(({ name, pid }, at) => [`${name} ${at}`, { first: of(first, pid), last: of(last, pid) }]),
  );
}

const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length);
