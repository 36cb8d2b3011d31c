import { type ChildProcess, spawn } from 'node:child_process';

/** A program started by a test, ended by its process id and by nothing else. */
export type ChildServer = {
  readonly pid: number;
  /** Everything it said so far, the last 8,000 characters. */
  readonly said: () => string;
  readonly hasEnded: () => boolean;
  /** Sends a signal and waits until the process is gone; KILL after ten seconds. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => void;
};

/** Starts a program that stays in the foreground. It does not outlive the tests. */
export function startChild(
  program: string,
  options: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildServer {
  const child = spawn(program, options, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let told = '';
  const keep = (chunk: Buffer) => {
    told = (told + chunk).slice(-8_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (thrown) => {
      told += thrown.message;
      resolve();
    });
  });
  const killed = () => void child.kill('SIGKILL');
  process.once('exit', killed);
  void gone.then(() => process.removeListener('exit', killed));

  return {
    pid: child.pid ?? -1,
    said: () => told,
    hasEnded: () => isOver(child),
    signal: (signal) => void child.kill(signal),
    async end(signal) {
      if (!isOver(child)) {
        // A stopped process does not hear TERM.
        child.kill('SIGCONT');
        child.kill(signal);
      }
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(late);
    },
  };
}

const READY_WITHIN_MS = 60_000;

/** Asks again and again until the answer is yes. Fails with what the program said when it ends before, or has not said yes in a minute. */
export async function untilReady(child: ChildServer, isReady: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (child.hasEnded()) throw new Error(`A server for tests ended at its start: ${child.said()}`);
    if (await isReady()) return;
    if (Date.now() > deadline) throw new Error(`A server for tests does not answer: ${child.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const isOver = (child: ChildProcess) => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
