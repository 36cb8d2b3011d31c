import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** What is known of a program that did not do what it should. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly reason: 'missing' | 'too-slow' | 'failed';

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
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let isLate = false;
  const kill = () => child.kill('SIGKILL');
  const ending = setTimeout(() => {
    isLate = true;
    kill();
  }, options.timeMs);
  options.signal?.addEventListener('abort', kill, { once: true });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [code, output, complaint] = await Promise.allSettled([ended, read(child.stdout), buffer(child.stderr)]);
  clearTimeout(ending);
  options.signal?.removeEventListener('abort', kill);

  if (isLate) throw new ProgramError('too-slow', `${program} was stopped after ${options.timeMs} ms.`);
  options.signal?.throwIfAborted();
  if (code.status === 'rejected') {
    throw new ProgramError('missing', `${program} could not be started.`, { cause: code.reason });
  }
  if (code.value !== 0 || output.status === 'rejected') {
    const said = complaint.status === 'fulfilled' ? complaint.value.toString('utf8', 0, 2_000).trim() : '';
    const cause = output.status === 'rejected' ? output.reason : undefined;
    throw new ProgramError('failed', `${program} ended with ${code.value}: ${said}`, { cause });
  }
  return output.value;
}
