import { readdirSync, readFileSync } from 'node:fs';

/** What one living process has used so far. */
export type ProcessNow = {
  readonly pid: number;
  readonly parent: number;
  readonly program: string;
  readonly cpuMs: number;
  /** Of programs it ran that have ended. */
  readonly endedCpuMs: number;
  readonly rssMb: number;
};

/** Linux counts processor time in hundredths of a second (USER_HZ). */
const TICK_MS = 10;
const PAGE_BYTES = 4_096;

/** Every process that came from this one, however far down, by its id. What its children used is apart: of living ones with themselves. */
export function processesNow(root = process.pid): ReadonlyMap<number, ProcessNow> {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readOne(Number(name)) ?? []) : []));
  const found = new Map<number, ProcessNow>();
  const take = (parent: number) => {
    for (const one of all) {
      if (one.parent !== parent || found.has(one.pid)) continue;
      found.set(one.pid, one);
      take(one.pid);
    }
  };
  take(root);
  return found;
}

/** Null when it has ended meanwhile. See proc(5), `stat`. */
function readOne(pid: number): ProcessNow | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const program = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = (at: number) => Number(fields[at] ?? 0);
    return {
      pid,
      parent: Number(fields[1] ?? 0),
      program,
      cpuMs: (ticks(11) + ticks(12)) * TICK_MS,
      endedCpuMs: (ticks(13) + ticks(14)) * TICK_MS,
      rssMb: (Number(fields[21] ?? 0) * PAGE_BYTES) / 1e6,
    };
  } catch {
    return null;
  }
}
