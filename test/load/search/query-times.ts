import type { SearchIndex } from '@diachi/ports';
import { percentile } from './percentile.ts';
import type { QueryKind } from './query-kinds.ts';

export type QueryTimes = {
  readonly kind: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly worstMs: number;
  /** CPU time of the index's thread, or of its server, for one question, on average: what remains of the times on an idle machine. */
  readonly cpuMs: number;
  /** Documents found, in the middle of all questions of the kind. */
  readonly found: number;
};

/** CPU time of everything in this process but the asking thread. */
export function indexCpuSeconds(): number {
  const whole = process.cpuUsage();
  const own = process.threadCpuUsage();
  return (whole.user + whole.system - own.user - own.system) / 1e6;
}

/** Asks every question of a kind, one after the other. */
export async function askAll(
  { index, cpuSeconds }: { readonly index: SearchIndex; readonly cpuSeconds: () => number },
  { name, queries }: QueryKind,
): Promise<QueryTimes> {
  const times: number[] = [];
  const found: number[] = [];
  const cpuBefore = cpuSeconds();
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
    cpuMs: ((cpuSeconds() - cpuBefore) * 1_000) / queries.length,
    found: percentile(found, 0.5),
  };
}

export const timesHeading = [
  '| question | p50 ms | p95 ms | worst ms | CPU ms (mean) | documents found (median) |',
  '|---|---|---|---|---|---|',
] as const;

export const timesLine = ({ kind, p50Ms, p95Ms, worstMs, cpuMs, found }: QueryTimes): string =>
  `| ${[kind, ...[p50Ms, p95Ms, worstMs, cpuMs].map((ms) => ms.toFixed(0)), found].join(' | ')} |`;
