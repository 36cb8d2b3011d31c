import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { saysOverloaded } from '@diachi/domain';

/** What is known of a program that did not do what it should; `stopped` is one that this machine had no room for, or ended. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly reason: 'missing' | 'too-slow' | 'stopped' | 'failed';

  constructor(reason: ProgramError['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export type ProgramOptions = { readonly timeMs: number; readonly signal?: AbortSignal | undefined };

/**
 * Runs a program without a shell and reads its output with `read`. It is killed when the time is over or the signal
 * aborts. Fails with a `ProgramError` that carries what it said on standard error, or with the signal's reason.
 */
export async function runProgram<Result>(
  program: string,
  args: readonly string[],
  options: ProgramOptions,
  read: (output: Readable) => Promise<Result>,
): Promise<Result> {
  options.signal?.throwIfAborted();
  const child = launch(program, args);
  const ended = new Promise<End>((resolve, reject) =>
    child.once('error', reject).once('close', (code, killedBy) => resolve({ code, killedBy })),
  );
  // Without a process there is nothing to be read from it.
  if (child.pid === undefined) throw notStarted(program, await ended.catch((cause: unknown) => cause));
  let isLate = false;
  const kill = () => child.kill('SIGKILL');
  const ending = setTimeout(() => {
    isLate = true;
    kill();
  }, options.timeMs);
  options.signal?.addEventListener('abort', kill, { once: true });
  const [end, output, complaint] = await Promise.allSettled([ended, read(child.stdout), buffer(child.stderr)]);
  clearTimeout(ending);
  options.signal?.removeEventListener('abort', kill);

  if (isLate) throw new ProgramError('too-slow', `${program} was stopped after ${options.timeMs} ms.`);
  options.signal?.throwIfAborted();
  if (end.status === 'rejected') throw notStarted(program, end.reason);
  const { code, killedBy } = end.value;
  if (code !== 0 || output.status === 'rejected') {
    const said = complaint.status === 'fulfilled' ? complaint.value.toString('utf8', 0, 2_000).trim() : '';
    const cause = output.status === 'rejected' ? output.reason : undefined;
    const isStopped = (killedBy !== null && !OWN_FAULTS.includes(killedBy)) || saysOverloaded(said);
    const message = `${program} ended with ${killedBy ?? code}: ${said}`;
    throw new ProgramError(isStopped ? 'stopped' : 'failed', message, { cause });
  }
  return output.value;
}

type End = { readonly code: number | null; readonly killedBy: NodeJS.Signals | null };

/** Signals a program raises by its own fault; any other was sent to it, mostly by a system that has run out of memory. */
const OWN_FAULTS: readonly string[] = ['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL'];

function launch(program: string, args: readonly string[]) {
  try {
    return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (cause) {
    // Some of what the operating system refuses, want of memory among it, is thrown and not told.
    throw notStarted(program, cause);
  }
}

function notStarted(program: string, cause: unknown): ProgramError {
  const reason = (cause as { code?: unknown } | null)?.code === 'ENOENT' ? 'missing' : 'stopped';
  return new ProgramError(reason, `${program} could not be started.`, { cause });
}
