import { mkdir, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, scratchFailure } from '@diachi/domain';

const PREFIX = 'intake-';

/** A folder of its own for one piece of work, gone afterwards whatever happens. Fails with `scratch.unavailable`, or `scratch.full`. */
export async function withScratch<Result>(scratchDir: string, use: (folder: string) => Promise<Result>) {
  const folder = await onDisk(scratchDir, async () => {
    await mkdir(scratchDir, { recursive: true });
    return mkdtemp(join(scratchDir, `${PREFIX}${process.pid}-`));
  });
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Less than this on the disk is no room to write a page to. */
const LEAST_FREE_BYTES = 16 << 20;

/** Asked after a program failed that was to write there: with `scratch.full` when it is the disk that is to blame, not what it read. */
export async function failWithoutRoom(folder: string): Promise<void> {
  const { bavail, bsize } = await onDisk(folder, () => statfs(folder));
  if (bavail * bsize >= LEAST_FREE_BYTES) return;
  throw new Failure('unavailable', 'scratch.full', `There is no room for temporary files in ${folder}.`, {
    details: { folder },
  });
}

/** Removes what processes left that were killed at work. Other threads and processes that still run keep theirs. */
export async function removeLeftovers(scratchDir: string): Promise<void> {
  const names = await onDisk(scratchDir, async () => {
    await mkdir(scratchDir, { recursive: true });
    return readdir(scratchDir);
  });
  for (const name of names) {
    const pid = Number(/^intake-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    const folder = join(scratchDir, name);
    if (Number.isInteger(pid) && (await isLeftover(folder, pid))) await rm(folder, { recursive: true, force: true });
  }
}

async function isLeftover(folder: string, pid: number): Promise<boolean> {
  if (pid !== process.pid) return !isRunning(pid);
  // In a container every process may have the same number: then only what is older than this process is left over.
  const startedMs = Date.now() - process.uptime() * 1_000;
  const made = await stat(folder).catch(() => null);
  return made !== null && made.birthtimeMs < startedMs - 1_000;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // Someone else's process may not be signalled, and runs.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

async function onDisk<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw scratchFailure(thrown, folder);
  }
}
