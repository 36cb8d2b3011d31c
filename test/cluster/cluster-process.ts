import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

const repository = join(import.meta.dirname, '..', '..');

/** Where each process of the cluster lies in the tree. */
export const PROCESSES = {
  upload: 'services/upload',
  access: 'services/access',
  portal: 'services/portal',
  intake: 'workers/intake',
  ocr: 'workers/ocr',
  thumbnails: 'workers/thumbnails',
  pdf: 'workers/pdf',
  index: 'workers/index',
} as const;

export type ProcessName = keyof typeof PROCESSES;

/** One real process of the cluster, as it is started in production. */
export type ClusterProcess = {
  readonly name: ProcessName;
  readonly pid: number;
  readonly healthAddress: string;
  /** Its log so far, one object a line. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** What it printed that is no log line. */
  readonly printed: () => string;
  isRunning(): boolean;
  /** Resolves when every server it needs answers it. Fails when it ends before. */
  ready(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
};

export type StartOptions = {
  readonly name: ProcessName;
  readonly healthPort: number;
  readonly env: Readonly<Record<string, string>>;
  /** Loaded into the process before its own code, to put a fault or a stand-in into it. */
  readonly preload?: string;
};

const LOOK_EVERY_MS = 50;

export function startProcess({ name, healthPort, env, preload }: StartOptions): ClusterProcess {
  const program = join(repository, PROCESSES[name], 'dist', 'main.js');
  if (!existsSync(program)) throw new Error('Build first: npm test builds everything before it tests.');
  const args = [...(preload ? ['--import', preload] : []), program];
  // Nothing of this machine's own settings may come in.
  const surroundings = { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'] };
  const child = spawn(process.execPath, args, {
    env: { ...surroundings, ...env, HEALTH_PORT: String(healthPort) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: Record<string, unknown>[] = [];
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      const entry = parseLine(line);
      if (entry) log.push(entry);
      else printed += `${line}\n`;
    });
  }
  const healthAddress = `http://127.0.0.1:${healthPort}`;
  const isRunning = () => child.exitCode === null && child.signalCode === null;

  return {
    name,
    pid: child.pid ?? 0,
    healthAddress,
    log,
    printed: () => printed,
    isRunning,
    async ready() {
      while (isRunning()) {
        const answer = await fetch(`${healthAddress}/readyz`).catch(() => null);
        if (answer?.ok) return;
        await wait(LOOK_EVERY_MS);
      }
      throw new Error(`${name} ended with ${child.exitCode} before it was ready:\n${printed}${lastOf(log)}`);
    },
    kill: () => end(child, 'SIGKILL').then(() => undefined),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

function parseLine(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}

const lastOf = (log: readonly unknown[]) =>
  log
    .slice(-20)
    .map((entry) => JSON.stringify(entry))
    .join('\n');
