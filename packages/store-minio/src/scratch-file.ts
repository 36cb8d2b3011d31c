import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { scratchFailure } from '@diachi/domain';

const PREFIX = 'lent-';

/**
 * Writes a stream to a file of this machine, lends it while `use` runs and removes it afterwards whatever happens. Fails as the
 * stream does, and with `scratch.full` or `scratch.unavailable`.
 */
export async function withScratchFile<Result>(
  scratchFolder: string,
  body: Readable,
  use: (path: string, sha256: string) => Promise<Result>,
): Promise<Result> {
  // It may break before it is read, and reading it tells the same.
  body.on('error', () => {});
  const onDisk = async <Found>(work: () => Promise<Found>) => {
    try {
      return await work();
    } catch (thrown) {
      body.destroy();
      throw scratchFailure(thrown, scratchFolder);
    }
  };
  const folder = await onDisk(async () => {
    await mkdir(scratchFolder, { recursive: true });
    return mkdtemp(join(scratchFolder, `${PREFIX}${process.pid}-`));
  });
  try {
    const path = join(folder, 'object');
    return await use(path, await writeTo(path, body, onDisk));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type OnDisk = <Found>(work: () => Promise<Found>) => Promise<Found>;

async function writeTo(path: string, body: Readable, onDisk: OnDisk): Promise<string> {
  const hash = createHash('sha256');
  const file = await onDisk(() => open(path, 'wx'));
  try {
    for await (const chunk of body) {
      hash.update(chunk);
      await onDisk(() => file.appendFile(chunk));
    }
  } finally {
    await onDisk(() => file.close());
  }
  return hash.digest('hex');
}

/** Makes the folder, and removes what processes left there that were killed while they lent. Fails with `scratch.unavailable`. */
export async function openScratch(scratchFolder: string): Promise<void> {
  try {
    await mkdir(scratchFolder, { recursive: true });
    for (const name of await readdir(scratchFolder)) {
      const pid = Number(/^lent-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
      const folder = join(scratchFolder, name);
      if (Number.isInteger(pid) && (await isLeftover(folder, pid))) await rm(folder, { recursive: true, force: true });
    }
  } catch (thrown) {
    throw scratchFailure(thrown, scratchFolder);
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
    return process.kill(pid, 0);
  } catch (thrown) {
    // Refused means that there is such a process, of another user.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
