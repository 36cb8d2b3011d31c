import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scratchFailure } from '@diachi/domain';

export type ScratchOptions = {
  /** As a person set it; the system's own folder for such files when empty. */
  readonly folder: string;
  readonly name: string;
  readonly pid: number;
};

/**
 * A folder for files of the moment that is this process's alone, and empty. What processes of its kind left there that were
 * killed is removed. Fails with `scratch.unavailable`.
 */
export async function ownScratchFolder({ folder, name, pid }: ScratchOptions): Promise<string> {
  const parent = folder === '' ? join(tmpdir(), 'diachi') : folder;
  const own = join(parent, `${name}-${pid}`);
  try {
    await mkdir(parent, { recursive: true, mode: 0o700 });
    for (const left of await readdir(parent)) {
      const leftBy = leftByPid(left, name);
      if (leftBy === null || (leftBy !== pid && isRunning(leftBy))) continue;
      await rm(join(parent, left), { recursive: true, force: true });
    }
    await mkdir(own, { mode: 0o700 });
    return own;
  } catch (thrown) {
    throw scratchFailure(thrown, parent);
  }
}

function leftByPid(left: string, name: string): number | null {
  const [, ofName, pid] = /^([a-z]+)-(\d+)$/.exec(left) ?? [];
  return ofName === name && pid !== undefined ? Number(pid) : null;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // Someone else's process may not be signalled, and runs.
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
