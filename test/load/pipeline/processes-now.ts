import { readdirSync, readFileSync } from 'node:fs';

/** What one living process has used so far. */
export type ProcessNow = {
  readonly pid: number;
  readonly parent: number;
  readonly program: string;
  readonly cpuMs: number;
  readonly rssMb: number;
};

/** Linux counts processor time in hundredths of a second (USER_HZ). */
const TICK_MS = 10;
const PAGE_BYTES = 4_096;

/** Every process that came from this one, however far down, by its id. Processor time is its own, without that of children that have ended. */
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
    const [parent, userTicks, systemTicks, rssPages] = [1, 11, 12, 21].map((at) => Number(fields[at]));
    return {
      pid,
      parent: parent ?? 0,
      program,
      cpuMs: ((userTicks ?? 0) + (systemTicks ?? 0)) * TICK_MS,
      rssMb: ((rssPages ?? 0) * PAGE_BYTES) / 1e6,
    };
  } catch {
    return null;
  }
}
