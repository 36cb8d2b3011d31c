import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const repository = join(import.meta.dirname, '..', '..');
const program = join(repository, 'services', 'standalone', 'dist', 'main.js');

/** A real library in a process of its own, on a data folder of its own. */
export type RunningLibrary = {
  readonly address: string;
  readonly dataFolder: string;
  /** The administrator's one-time link, as the terminal printed it. */
  readonly signInLink: string;
  /** Everything the terminal printed so far. */
  readonly printed: () => string;
  readonly process: ChildProcess;
  /** Ctrl-C; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
  /** Runs `diachi …` on the same data folder. */
  readonly diachi: (...args: readonly string[]) => Promise<Finished>;
};

type Finished = { readonly code: number | null; readonly out: string; readonly said: string };

/** Opens a library and resolves when it answers. Its data folder is removed by `closeLibrary`. */
export async function openLibrary(args: readonly string[] = [], dataFolder?: string): Promise<RunningLibrary> {
  if (!existsSync(program)) throw new Error('Build first: npm test builds everything before it tests.');
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'diachi-e2e-')));
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), DIACHI_DATA: folder, DIACHI_HOST: '127.0.0.1', LANGUAGE: 'vi' };
  const child = spawn(process.execPath, [program, 'serve', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
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

  return {
    address: `http://127.0.0.1:${port}`,
    dataFolder: folder,
    signInLink: signInLink.replace(/^http:\/\/[^/]+/, `http://127.0.0.1:${port}`),
    printed: () => printed,
    process: child,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
    diachi: (...command) => runDiachi(command, env),
  };
}

/** Ends a library if it still runs, and removes its data. */
export async function closeLibrary(library: RunningLibrary): Promise<void> {
  if (library.process.exitCode === null && library.process.signalCode === null) await library.stop();
  await rm(library.dataFolder, { recursive: true, force: true });
}

/** Runs one command of the program and resolves with what it printed. */
export async function runDiachi(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Finished> {
  const child = spawn(process.execPath, [program, ...command], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, said] = [child.stdout, child.stderr].map(collect);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out: out?.() ?? '', said: said?.() ?? '' };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
