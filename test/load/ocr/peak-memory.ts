import { readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

const LOOK_EVERY_MS = 100;

/** Watches the processes this one starts; what it returns ends that, and tells the most memory one of them held, in MB (0 where the system does not say). */
export function watchChildMemory(): () => number {
  let mostKb = 0;
  const look = async () => {
    const processes = await readdir('/proc').catch(() => []);
    for (const id of processes) if (/^\d+$/.test(id)) mostKb = Math.max(mostKb, peakOfChild(id));
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return Math.round(mostKb / 1_024);
  };
}

/**
 * Watches what this process holds while it reads, and not while it compares what was read with what is true, which takes more than most pages.
 * `told` answers how much it held before the first page and at most, in MB. Where the system does not forget a peak (anywhere but Linux),
 * it is that of everything.
 */
export function watchOwnMemory() {
  const startMb = toMb(process.memoryUsage.rss() / 1_024);
  let mostKb = 0;
  return {
    during: async <Result>(read: () => Promise<Result>): Promise<Result> => {
      // proc(5): the peak is from then on what is held at that moment.
      if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
      const result = await read();
      mostKb = Math.max(mostKb, ownPeakKb());
      return result;
    },
    told: () => ({ startMb, peakMb: toMb(mostKb) }),
  };
}

const ownPeakKb = (): number =>
  process.platform === 'linux'
    ? Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
    : process.resourceUsage().maxRSS;

const toMb = (kb: number): number => Math.round(kb / 1_024);

/** In kB; 0 for a process that is not ours or has ended. */
function peakOfChild(id: string): number {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    if (Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) !== process.pid) return 0;
    return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  } catch {
    // It ended between the listing and the look.
    return 0;
  }
}
