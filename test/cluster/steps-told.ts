import { setTimeout as wait } from 'node:timers/promises';
import type { ClusterProcess, LogLine } from './cluster-process.ts';

const BEGINS = 'a step begins';
const DONE = 'a step is done';
const ENDS = [DONE, 'a step failed', 'a step was stopped and is done again later'];

/** The steps that were begun and have not ended, as these processes tell it; those of ended processes are not under way. */
export const underWay = (processes: readonly ClusterProcess[]): readonly string[] =>
  processes.filter((one) => one.isRunning()).flatMap(({ log }) => unended(log));

/** Resolves with the steps under way in these processes as soon as there is one. Fails after two minutes without. */
export async function untilUnderWay(processes: readonly ClusterProcess[]): Promise<readonly string[]> {
  const endMs = performance.now() + 120_000;
  for (;;) {
    const steps = underWay(processes);
    if (steps.length > 0) return steps;
    if (performance.now() > endMs) throw new Error(`${processes.map(({ name }) => name).join()}: no step was begun`);
    await wait(2);
  }
}

/**
 * Steps that were done more often than anything excuses. Only what a killed process did last may be done once more, for nobody
 * knows whether it could still tell the queue.
 */
export function doneInVain(processes: readonly ClusterProcess[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const step of processes.flatMap(({ log }) => doneIn(log))) counts.set(step, (counts.get(step) ?? 0) + 1);
  if (counts.size === 0) throw new Error('no process told of a step it had done');
  const excused = new Set(processes.filter((one) => one.wasKilled()).map(({ log }) => doneIn(log).at(-1)));
  return [...counts]
    .filter(([step, count]) => count > (excused.has(step) ? 2 : 1))
    .map(([step, count]) => `${step}: ${count} times`);
}

const doneIn = (log: readonly LogLine[]) => log.filter(({ msg }) => msg === DONE).map(stepOf);

function unended(log: readonly LogLine[]): readonly string[] {
  const open = new Set<string>();
  for (const line of log) {
    if (line['msg'] === BEGINS) open.add(stepOf(line));
    else if (ENDS.includes(String(line['msg']))) open.delete(stepOf(line));
  }
  return [...open];
}

/** The same for the same work, in whichever process. */
const stepOf = ({ job, document, revision, page }: LogLine): string =>
  [job, document, revision, page].filter((part) => part !== undefined).join(' ');
