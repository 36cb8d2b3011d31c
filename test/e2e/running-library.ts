import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../servers/index.ts';
import type { OpenedLibrary } from './opened-library.ts';
import { programOfLibrary, runDiachi } from './run-diachi.ts';

/** A real library in a process of its own, on a data folder of its own. */
export type RunningLibrary = OpenedLibrary & {
  readonly dataFolder: string;
  /** Everything the terminal printed so far. */
  readonly printed: () => string;
  readonly process: ChildProcess;
  /** Ctrl-C; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
};

/** Opens a library and resolves when it answers. Its data folder is removed when it is closed. */
export async function openLibrary(args: readonly string[] = [], dataFolder?: string): Promise<RunningLibrary> {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'diachi-e2e-')));
  const port = await freePort();
  const env = {
    ...process.env,
    ...{ PORT: String(port), DIACHI_DATA: folder, DIACHI_HOST: '127.0.0.1', LANGUAGE: 'vi' },
    // The other libraries there are to harvest are on this machine too.
    HARVEST_PRIVATE: 'yes',
  };
  const child = spawn(process.execPath, [programOfLibrary(), 'serve', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));

  let printed = '';
  const signInLink = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        printed += `${line}\n`;
        const link = /http:\/\/\S+\/welcome\/\S+/.exec(line)?.[0];
        if (link) resolve(link);
      });
    }
    child.once('exit', (code) => reject(new Error(`the library ended with ${code} before it was open:\n${printed}`)));
  });

  const stop = () => {
    child.kill('SIGINT');
    return ended;
  };
  return {
    address: `http://127.0.0.1:${port}`,
    dataFolder: folder,
    signInLink: signInLink.replace(/^http:\/\/[^/]+/, `http://127.0.0.1:${port}`),
    hasSearch: true,
    printed: () => printed,
    process: child,
    stop,
    diachi: (...command) => runDiachi(command, env),
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
