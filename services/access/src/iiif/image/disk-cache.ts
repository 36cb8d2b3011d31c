import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { scratchFailure } from '@diachi/domain';
import { findKept, keptPath, unfinishedFolder } from './find-kept.ts';
import { createKeptList, type KeptFile } from './kept-list.ts';

/** Writes a file whole at a path where there is none. */
type WriteFile = (path: string) => Promise<void>;

/**
 * Files that can be made again, kept on this machine while there is room: at most so many bytes, and what has not been used for longest
 * goes first. Files appear whole or not at all, and are found again after a restart. A name must say everything its file depends on.
 * Fails with `scratch.full` or `scratch.unavailable`.
 */
export type DiskCache = {
  /** The file of this name while `use` runs. Where there is none `make` writes it, once for all who ask for it meanwhile. Fails as they do. */
  withFile<Result>(name: string, make: WriteFile, use: (path: string) => Promise<Result>): Promise<Result>;
  /** The file of this name while `use` runs; null where there is none. */
  ifThere<Result>(name: string, use: (path: string) => Promise<Result>): Promise<Result | null>;
  /** Of a file that turned out to be damaged. */
  forget(name: string): Promise<void>;
  /** Bytes kept now. */
  sizeBytes(): Promise<number>;
};

/** When a file was used is written down now and then, for the order after a restart. */
const TOUCH_EVERY_MS = 3_600_000;

/** Opens the cache in a folder that belongs to it, and looks there when it is first used. */
export function createDiskCache({
  folder,
  maxBytes,
}: {
  readonly folder: string;
  readonly maxBytes: number;
}): DiskCache {
  const kept = createKeptList();
  const folders = new Set<string>();
  const making = new Map<string, Promise<void>>();
  let opening: Promise<void> | null = null;

  const forget = async (name: string) => {
    kept.drop(name);
    await rm(keptPath(folder, name), { force: true });
  };
  const makeRoom = async () => {
    for (const name of kept.excess(maxBytes)) await forget(name);
  };
  const open = async () => {
    opening ??= findKept(folder).then((found) => {
      for (const { name, sizeBytes, usedMs } of found) kept.add(name, { sizeBytes, users: 0, touchedMs: usedMs });
      return makeRoom();
    });
    await opening.catch((thrown: unknown) => {
      opening = null;
      throw scratchFailure(thrown, folder);
    });
  };

  /** Null when there is none, whoever took it away. */
  const lend = async <Result>(name: string, use: (path: string) => Promise<Result>) => {
    const path = keptPath(folder, name);
    const file = kept.get(name);
    if (!file) return null;
    kept.used(name);
    file.users += 1;
    try {
      if (await isWhole(path, file)) return { result: await use(path) };
      if (kept.get(name) === file) await forget(name);
      return null;
    } finally {
      file.users -= 1;
      await makeRoom();
    }
  };
  const make = async (name: string, write: WriteFile) => {
    const sizeBytes = await makeFile(folder, name, write, folders);
    kept.add(name, { sizeBytes, users: 0, touchedMs: Date.now() });
  };
  const makeOnce = (name: string, write: WriteFile) => {
    const begun = making.get(name) ?? make(name, write).finally(() => making.delete(name));
    making.set(name, begun);
    return begun;
  };

  return {
    async withFile(name, write, use) {
      await open();
      for (;;) {
        const lent = await lend(name, use);
        if (lent) return lent.result;
        await makeOnce(name, write);
      }
    },
    async ifThere(name, use) {
      await open();
      return (await lend(name, use))?.result ?? null;
    },
    async forget(name) {
      await open();
      await forget(name);
    },
    async sizeBytes() {
      await open();
      return kept.sizeBytes();
    },
  };
}

/** `folders` are those that were made before: they are missed only when somebody took them away. */
async function makeFile(folder: string, name: string, write: WriteFile, folders: Set<string>): Promise<number> {
  const path = keptPath(folder, name);
  const unfinished = join(unfinishedFolder(folder), randomUUID());
  try {
    for (const needed of [dirname(unfinished), dirname(path)]) {
      if (!folders.has(needed)) await mkdir(needed, { recursive: true });
      folders.add(needed);
    }
    await write(unfinished);
    const { size } = await stat(unfinished);
    await rename(unfinished, path);
    return size;
  } catch (thrown) {
    folders.clear();
    await rm(unfinished, { force: true });
    throw scratchFailure(thrown, folder);
  }
}

const isAbsent = (thrown: unknown) => (thrown as NodeJS.ErrnoException).code === 'ENOENT';

async function isWhole(path: string, file: KeptFile): Promise<boolean> {
  try {
    const { size } = await stat(path);
    const nowMs = Date.now();
    if (nowMs - file.touchedMs > TOUCH_EVERY_MS) {
      file.touchedMs = nowMs;
      await utimes(path, nowMs / 1_000, nowMs / 1_000);
    }
    return size === file.sizeBytes;
  } catch (thrown) {
    if (isAbsent(thrown)) return false;
    throw thrown;
  }
}
