import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who works on a data folder right now, and how to talk to it. */
export type Holder = {
  readonly pid: number;
  /** A server answers others; a command only itself. */
  readonly kind: 'server' | 'command';
  /** Where it answers on this machine: `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Lets a program that can read this file act as operator. */
  readonly token: string;
};

const nameOf = (folder: string) => join(folder, 'server.json');

/** Says who is at work, in a file only this user can read. Whole or not at all. */
export function writeHolder(folder: string, holder: Holder): void {
  // One name, written over: only the holder of the folder's lock ever writes here.
  const unfinished = `${nameOf(folder)}.new`;
  writeFileSync(unfinished, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  // The mode above is lost where the file was left by an earlier process.
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, nameOf(folder));
}

/** Null when nobody is, or when what stands there is not ours. After a kill it may name a process that is gone: only the lock knows. */
export function readHolder(folder: string): Holder | null {
  try {
    return parseHolder(JSON.parse(readFileSync(nameOf(folder), 'utf8')));
  } catch (thrown) {
    if (thrown instanceof SyntaxError || (thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
}

export function removeHolder(folder: string): void {
  for (const name of [nameOf(folder), `${nameOf(folder)}.new`]) rmSync(name, { force: true });
}

function parseHolder(raw: unknown): Holder | null {
  const { pid, kind, address, token } = (raw ?? {}) as Record<string, unknown>;
  if (typeof pid !== 'number' || typeof address !== 'string' || typeof token !== 'string') return null;
  if (kind !== 'server' && kind !== 'command') return null;
  return { pid, kind, address, token };
}
