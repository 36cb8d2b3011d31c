import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** Seconds of processor this process has used in all its threads, and its ended child processes with it where the system tells (Linux). */
export function cpuSeconds(): number {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // The program's name, in brackets, may hold spaces; from the third field on they are plain.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return ticks / TICKS_PER_SECOND;
  } catch {
    // Elsewhere than on Linux only this process is counted.
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
}
