import { setTimeout as delay } from 'node:timers/promises';
import { type DataLock, takeDataFolder } from './data-lock.ts';
import { readHolder } from './holder-file.ts';
import { folderTaken } from './reach-library.ts';

export type WaitForFolderOptions = {
  readonly folder: string;
  /** A command has the folder: null when it is not known which. */
  readonly onWaiting: (pid: number | null) => void;
  readonly wait?: (ms: number) => Promise<unknown>;
};

const LOOK_EVERY_MS = 250;
// What a killed server wrote stays until the next process writes who it is.
const LOOKS_BEFORE_BELIEVED = 8;

/** Takes a data folder for a server: waits for a command to end, and fails with `data.in-use-by-server` when another server has it. */
export async function waitForFolder({ folder, onWaiting, wait = delay }: WaitForFolderOptions): Promise<DataLock> {
  for (let looks = 1; ; looks += 1) {
    const lock = takeDataFolder(folder);
    if (lock) return lock;
    const holder = readHolder(folder);
    if (looks >= LOOKS_BEFORE_BELIEVED && holder?.kind === 'server') throw folderTaken(folder, holder);
    if (looks === LOOKS_BEFORE_BELIEVED) onWaiting(holder?.pid ?? null);
    await wait(LOOK_EVERY_MS);
  }
}
