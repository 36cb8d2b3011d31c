import { setTimeout as wait } from 'node:timers/promises';
import { Failure, isFailure } from '@diachi/domain';
import type { Language } from '@diachi/messages';
import { publicAddress } from './addresses.ts';
import type { AllSettings } from './all-settings.ts';
import { takeDataFolder } from './data-lock.ts';
import { type HeldLibrary, holdLibrary } from './hold-library.ts';
import { type Holder, readHolder } from './holder-file.ts';
import { createLibraryClient, type LibraryClient } from './library-client.ts';

export type ReachOptions = {
  readonly folder: string;
  readonly config: AllSettings;
  readonly language: Language;
  /** Whether this command needs documents to be worked on, should it have to open the library itself. */
  readonly isWorking: boolean;
  /** Called when the folder is this process's alone, before the library in it is opened. */
  readonly beforeOpening?: () => Promise<unknown>;
  /** Another process has the folder and cannot be talked to: null when it is not known which. */
  readonly onWaiting: (pid: number | null) => void;
};

export type ReachedLibrary = {
  readonly client: LibraryClient;
  readonly publicAddress: string;
  /** Null when it is a server's. */
  readonly own: HeldLibrary | null;
};

const LOOK_EVERY_MS = 250;
// A server that is just starting writes down its address within this time.
const TELL_AFTER_MS = 2_000;

/** Finds a library to talk to: that of the server on this data folder, or, when no process has it, one opened here and now. Waits for another command to end. */
export async function reachLibrary(options: ReachOptions): Promise<ReachedLibrary> {
  const { folder, config, language, isWorking, beforeOpening, onWaiting } = options;
  const startMs = performance.now();
  let isTold = false;
  for (;;) {
    const lock = takeDataFolder(folder);
    if (lock) {
      const ours = { kind: 'command', host: '127.0.0.1', port: 0, isWorking, beforeOpening } as const;
      const own = await holdLibrary({ folder, lock, config, ...ours });
      const client = createLibraryClient(own.holder, language);
      return { client, publicAddress: publicAddress(config.host, config.port), own };
    }
    const holder = readHolder(folder);
    if (holder?.kind === 'server') {
      const client = createLibraryClient(holder, language);
      if (await answers(client)) return { client, publicAddress: addressForPeople(holder), own: null };
    }
    if (!isTold && performance.now() - startMs > TELL_AFTER_MS) {
      onWaiting(holder?.pid ?? null);
      isTold = true;
    }
    await wait(LOOK_EVERY_MS);
  }
}

const addressForPeople = ({ address }: Holder) => {
  const { hostname, port } = new URL(address);
  return publicAddress(hostname, Number(port));
};

/** Whether it is that server: another program may have its port by now. Any failure of the library's own is an answer. */
async function answers(client: LibraryClient): Promise<boolean> {
  try {
    await client.json('/api/status');
    return true;
  } catch (thrown) {
    if (!isFailure(thrown)) return false;
    return !['server.no-answer', 'server.not-a-library', 'access.bad-token'].includes(thrown.code);
  }
}

/** Another server works on the data folder: it says which. */
export function folderTaken(folder: string, holder: Holder): Failure {
  const details = { folder, pid: String(holder.pid), address: addressForPeople(holder) };
  const message = `The data folder ${folder} is in use by process ${details.pid}; that library is open at ${details.address}.`;
  return new Failure('unavailable', 'data.in-use-by-server', message, { details });
}
