import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order, QueueProcessOptions, Told } from './queue-process.ts';

const program = fileURLToPath(new URL('./queue-process.ts', import.meta.url));

export type QueueProcess = {
  readonly pid: number;
  readonly told: readonly Told[];
  /** Resolves when it has told something like this, so many times. */
  until(is: Told['is'], times?: number): Promise<Told>;
  send(order: Order): void;
  kill(): void;
  /** Its exit code, or null when it was killed. */
  readonly ended: Promise<number | null>;
};

/** Starts a process of its own that works on the queue. It does not outlive the test run. */
export async function startQueueProcess(options: QueueProcessOptions): Promise<QueueProcess> {
  const child = fork(program, [JSON.stringify(options)], { execArgv: ['--conditions=source'] });
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  child.on('message', (message: Told) => {
    told.push(message);
    for (const look of waiting) look();
  });
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      process.removeListener('exit', kill);
      resolve(code);
    }),
  );
  const until = (is: Told['is'], times = 1) =>
    new Promise<Told>((resolve) => {
      const look = () => {
        const found = told.filter((each) => each.is === is).at(times - 1);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  await Promise.race([
    until('ready'),
    ended.then((code) => {
      throw new Error(`A process for tests ended at its start with ${code}.`);
    }),
  ]);
  return { pid: child.pid ?? -1, told, until, send: (order) => void child.send(order), kill, ended };
}
