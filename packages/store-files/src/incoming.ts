import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { isSystemError } from './store-failure.ts';

// Equal in every thread of one process, and different after a restart under the same process id, as in a container.
const thisProcess = `${process.pid}-${Math.round(performance.timeOrigin)}`;
let taken = 0;

/** A name for a file that is still being written. No other thread or process has the same. */
export const temporaryName = (): string => `${thisProcess}-${threadId}-${taken++}`;

/** Removes what killed processes left half written; what living ones are writing stays. */
export async function removeLeftovers(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    if (!isBeingWritten(name)) await rm(join(incoming, name), { recursive: true, force: true });
  }
}

function isBeingWritten(name: string): boolean {
  const [, owner = '', processId = ''] = /^((\d+)-\d+)-\d+-\d+$/.exec(name) ?? [];
  if (Number(processId) === process.pid) return owner === thisProcess;
  return processId !== '' && isAlive(Number(processId));
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (thrown) {
    // Refused means that there is such a process, of another user.
    return isSystemError(thrown) && thrown.code === 'EPERM';
  }
}
