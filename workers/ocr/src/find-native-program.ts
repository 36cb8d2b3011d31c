import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The tesseract program of this machine, and the languages it has models for. */
export type NativeProgram = { readonly version: string; readonly languages: readonly string[] };

const run = promisify(execFile);
let asked: Promise<NativeProgram | null> | null = null;

/** Null when there is none that works. Looked for once per process. */
export function findNativeProgram(): Promise<NativeProgram | null> {
  asked ??= look();
  return asked;
}

async function look(): Promise<NativeProgram | null> {
  try {
    const options = { timeout: 10_000 };
    const [about, listed] = await Promise.all([
      run('tesseract', ['--version'], options),
      run('tesseract', ['--list-langs'], options),
    ]);
    const version = /tesseract v?(\d[\w.-]*)/.exec(about.stdout + about.stderr)?.[1];
    const [, ...languages] = (listed.stdout || listed.stderr).trim().split(/\s*\n/);
    return version === undefined ? null : { version, languages };
  } catch {
    // Not installed, or not in a state to answer: either way it cannot be used.
    return null;
  }
}
