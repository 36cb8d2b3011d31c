import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

/** The tesseract program of this machine, and the languages it has models for. */
export type NativeProgram = {
  readonly version: string;
  readonly languages: readonly string[];
  /** Where the program itself lies. */
  readonly path: string;
  /** Where its models lie; null when it does not say, and then finds them by itself. */
  readonly modelFolder: string | null;
};

/**
 * All the program is told of its surroundings: where it and its models lie is known. Two pages at once beat one page on two cores,
 * and only this variable keeps it to one.
 */
export const NATIVE_ENVIRONMENT = { OMP_THREAD_LIMIT: '1' };

const run = promisify(execFile);
const OPTIONS = { timeout: 10_000, killSignal: 'SIGKILL' } as const;
let asked: Promise<NativeProgram | null> | null = null;

/** Null when there is none that works. Looked for once per process. */
export function findNativeProgram(): Promise<NativeProgram | null> {
  asked ??= look();
  return asked;
}

async function look(): Promise<NativeProgram | null> {
  try {
    const path = await findPath();
    // A person's own settings may say where the models are; asked for its version it is run as it will be later.
    const [listed, about] = await Promise.all([
      run(path, ['--list-langs'], OPTIONS),
      run(path, ['--version'], { ...OPTIONS, env: NATIVE_ENVIRONMENT }),
    ]);
    const version = /tesseract v?(\d[\w.-]*)/.exec(about.stdout + about.stderr)?.[1];
    const [title = '', ...languages] = (listed.stdout || listed.stderr).trim().split(/\s*\n/);
    const modelFolder = /"(.+)"/.exec(title)?.[1] ?? null;
    return version === undefined ? null : { version, languages, path, modelFolder };
  } catch {
    // Not installed, or not in a state to answer: either way it cannot be used.
    return null;
  }
}

async function findPath(): Promise<string> {
  const asking = process.platform === 'win32' ? run('where', ['tesseract']) : run('sh', ['-c', 'command -v tesseract']);
  const [first = ''] = (await asking).stdout.split(/\r?\n/);
  return resolve(first);
}
