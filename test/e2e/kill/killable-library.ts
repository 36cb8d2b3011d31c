import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../servers/index.ts';

const program = join(import.meta.dirname, '..', '..', '..', 'services', 'standalone', 'dist', 'main.js');

/** The real program on one data folder, started and killed as often as wanted. */
export type KillableLibrary = {
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Waits until it answers; false when it was killed before. */
  answers(): Promise<boolean>;
  /** Asks it as its operator. */
  ask(path: string, body?: unknown): Promise<Response>;
  /** Everything it printed since the last start. */
  printed(): string;
};

export async function killableLibrary(dataFolder: string): Promise<KillableLibrary> {
  if (!existsSync(program)) throw new Error('Build first: npm test builds everything before it tests.');
  const port = await freePort();
  let child: ChildProcess | null = null;
  let printed = '';

  const ask = (path: string, body?: unknown): Promise<Response> => {
    const { token } = JSON.parse(readFileSync(join(dataFolder, 'server.json'), 'utf8')) as { token: string };
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers });
  };
  const isRunning = () => child !== null && child.exitCode === null && child.signalCode === null;
  const end = async (signal: 'SIGKILL' | 'SIGINT') => {
    if (!child || !isRunning()) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  };

  return {
    async start() {
      printed = '';
      const env = { ...process.env, PORT: String(port), DIACHI_DATA: dataFolder, DIACHI_HOST: '127.0.0.1' };
      child = spawn(process.execPath, [program, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          printed += text;
        });
      }
      await once(child, 'spawn');
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGINT'),
    async answers() {
      while (isRunning()) {
        try {
          if ((await ask('/api/status')).ok) return true;
        } catch {
          // It is not open yet, and an old address may still stand in its folder.
        }
        await wait(25);
      }
      return false;
    },
    ask,
    printed: () => printed,
  };
}
