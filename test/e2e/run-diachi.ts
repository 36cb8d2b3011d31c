import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', '..', 'services', 'standalone', 'dist', 'main.js');

export type Finished = { readonly code: number | null; readonly out: string; readonly said: string };

/** The file that `npx diachi` runs. Fails when it was not built. */
export function programOfLibrary(): string {
  if (!existsSync(program)) throw new Error('Build first: npm test builds everything before it tests.');
  return program;
}

/** Runs one command of the program and resolves with what it printed. */
export async function runDiachi(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Finished> {
  const child = spawn(process.execPath, [programOfLibrary(), ...command], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, said] = [child.stdout, child.stderr].map(collect);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out: out?.() ?? '', said: said?.() ?? '' };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
