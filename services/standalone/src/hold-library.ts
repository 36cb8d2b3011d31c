import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { createLog, type Log, listen, openBoundedFile } from '@diachi/process';
import { localAddress } from './addresses.ts';
import type { AllSettings } from './all-settings.ts';
import type { DataLock } from './data-lock.ts';
import { type Holder, removeHolder, writeHolder } from './holder-file.ts';
import type { Library } from './open-library.ts';
import { checkRoom } from './prepare-data-folder.ts';

export type HoldOptions = {
  readonly folder: string;
  /** Taken by the caller; given back when the library is closed, or cannot be opened. */
  readonly lock: DataLock;
  readonly config: AllSettings;
  readonly kind: Holder['kind'];
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** Whether documents are worked on, or only asked for. */
  readonly isWorking: boolean;
  readonly beforeOpening?: (() => Promise<unknown>) | undefined;
};

/** A library this process has opened, and answers for at a port. */
export type HeldLibrary = {
  readonly library: Library;
  readonly holder: Holder;
  readonly port: number;
  readonly log: Log;
  /** In order: no more questions, no more work, then what is open is closed and the folder given back. */
  close(): Promise<void>;
};

export const logFile = (folder: string): string => join(folder, 'log', 'diachi.log');

const notYet: RequestListener = (_request, response) => {
  response.writeHead(503, { 'retry-after': '2', 'content-type': 'text/plain; charset=utf-8' });
  response.end('Thư viện đang mở. The library is opening.\n');
};

/** Opens the library on a data folder of ours and lets others talk to it. Fails as its parts do, with nothing left open. */
export async function holdLibrary({
  folder,
  lock,
  config,
  kind,
  host,
  port,
  isWorking,
  beforeOpening,
}: HoldOptions): Promise<HeldLibrary> {
  const open = new AsyncDisposableStack();
  try {
    open.defer(() => lock.release());
    if (isWorking) await checkRoom(folder);
    const file = openBoundedFile(logFile(folder), config.logSizeBytes);
    open.defer(() => file.close());
    const log = createLog('diachi', config.logLevel, file);
    const token = randomBytes(32).toString('base64url');
    // The port first: when it is taken, nothing has been begun yet.
    let app: RequestListener = notYet;
    const listening = await listen((request, response) => app(request, response), { host, port });
    open.defer(listening.close);
    // Loaded only here: a command that talks to a running server has no use for it.
    await beforeOpening?.();
    const { openLibrary } = await import('./open-library.ts');
    const library = await openLibrary({ folder, config, log, operatorToken: token, isWorking });
    open.defer(library.close);
    app = library.app;
    const holder = { pid: process.pid, kind, address: localAddress(host, listening.port), token };
    writeHolder(folder, holder);
    open.defer(() => removeHolder(folder));
    log.info({ kind, port: listening.port }, 'open');
    return {
      library,
      holder,
      port: listening.port,
      log,
      close: async () => {
        log.info('closing');
        await listening.close();
        await open.disposeAsync();
      },
    };
  } catch (thrown) {
    await open.disposeAsync();
    throw thrown;
  }
}
