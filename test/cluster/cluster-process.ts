import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

const repository = join(import.meta.dirname, '..', '..');

/** Where each process of the cluster lies in the tree. */
const PROCESSES = {
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

export const PROCESS_NAMES = Object.keys(PROCESSES) as readonly ProcessName[];

export type LogLine = Readonly<Record<string, unknown>>;

/** One real process of the cluster, as it is started in production. */
export type ClusterProcess = {
  readonly name: ProcessName;
  readonly pid: number;
  readonly env: Readonly<Record<string, string>>;
  readonly healthAddress: string;
  /** Its log so far. */
  readonly log: readonly LogLine[];
  isRunning(): boolean;
  /** Whether it ended by `kill -9`. */
  wasKilled(): boolean;
  /** It stands still, and goes on. */
  pause(): void;
  resume(): void;
  /** Resolves when every server it needs answers it. Fails when it ends before. */
  ready(): Promise<void>;
  /** Resolves when its log has such a line, one there already counts. Fails when it ends before. */
  says(isWanted: (line: LogLine) => boolean): Promise<LogLine>;
  /** kill -9. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
};

const LOOK_EVERY_MS = 50;

/** Starts a process with these settings and nothing else of this machine's. */
export function startProcess(name: ProcessName, env: Readonly<Record<string, string>>): ClusterProcess {
  const program = join(repository, PROCESSES[name], 'dist', 'main.js');
  if (!existsSync(program)) throw new Error('Build first: npm test builds everything before it tests.');
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [program], {
    env: { PATH, HOME, TMPDIR, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: LogLine[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => log.push(parseLine(line)));
  const healthAddress = `http://127.0.0.1:${env['HEALTH_PORT']}`;
  const isRunning = () => child.exitCode === null && child.signalCode === null;

  const until = async <Found>(look: () => Promise<Found | undefined> | Found | undefined): Promise<Found> => {
    while (isRunning()) {
      const found = await look();
      if (found !== undefined) return found;
      await wait(LOOK_EVERY_MS);
    }
    const last = log.slice(-20).map((line) => JSON.stringify(line));
    throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}:\n${last.join('\n')}`);
  };

  return {
    name,
    pid: child.pid ?? 0,
    env,
    healthAddress,
    log,
    isRunning,
    wasKilled: () => child.signalCode === 'SIGKILL',
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    ready: async () => {
      await until(async () => ((await fetch(`${healthAddress}/readyz`).catch(() => null))?.ok ? true : undefined));
    },
    says: (isWanted) => until(() => log.find(isWanted)),
    kill: async () => void (await end(child, 'SIGKILL')),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  // One that stands still does not hear TERM.
  child.kill('SIGCONT');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

/** What is no log line is kept as one. */
function parseLine(line: string): LogLine {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null ? (parsed as LogLine) : { msg: line };
  } catch {
    return { msg: line };
  }
}
