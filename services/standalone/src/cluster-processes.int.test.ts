import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EXIT } from '@diachi/process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterSettings } from './cluster-settings.ts';

type Name = keyof typeof clusterSettings;

const repository = join(import.meta.dirname, '..', '..', '..');
const names = Object.keys(clusterSettings) as Name[];
const settingsOf = (name: Name) => Object.values(clusterSettings[name]).flatMap((list) => Object.values(list));
const everyVariable = new Set(names.flatMap((name) => settingsOf(name).map(({ env }) => env)));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cluster-processes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(names)('%s, started alone', (name) => {
  test('with nothing set says everything that is missing at once, and ends with 2', async () => {
    const { code, said, printed } = await ended(start(name, {}));

    const missing = settingsOf(name).filter((setting) => setting.default === undefined);
    expect(variablesIn(said)).toEqual(missing.map(({ env }) => env));
    expect(said).toContain('is not set');
    expect({ code, printed }).toEqual({ code: EXIT.unusable, printed: '' });
  });

  test('reads what the documentation says and nothing else, and repeats no secret', async () => {
    const nonsense = 'không § phải';
    const { code, said } = await ended(start(name, Object.fromEntries([...everyVariable].map((it) => [it, nonsense]))));

    const refused = settingsOf(name).filter((setting) => isRefused(setting.parse, nonsense));
    expect(variablesIn(said)).toEqual(refused.map(({ env }) => env));
    const lines = said.split('\n').filter((line) => line.includes(nonsense));
    expect(lines).toHaveLength(refused.filter(({ isSecret }) => !isSecret).length);
    expect(code).toBe(EXIT.unusable);
  });

  test('without its servers lives and waits, and ends in order when it is asked to', async () => {
    const child = start(name, { ...nowhere, HEALTH_PORT: '0', PORT: '0', SCRATCH_FOLDER: join(folder, name) });
    const end = ended(child);
    const port = await healthPort(child);

    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: 'starting' });
    expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain(`process="${name}"`);
    child.kill('SIGTERM');

    const { code, printed } = await end;
    expect(code, printed).toBe(EXIT.done);
    for (const line of printed.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ name, instance: 'here' });
    expect(printed).not.toMatch(/geheim/);
  });
});

/** Ports at which nothing answers, and secrets that must not turn up anywhere. */
const nowhere = {
  INSTANCE: 'here',
  LOG_LEVEL: 'debug',
  DATABASE_URL: 'postgres://diachi:geheim@127.0.0.1:9/diachi',
  S3_ENDPOINT: 'http://127.0.0.1:9',
  S3_ACCESS_KEY: 'geheim-access',
  S3_SECRET_KEY: 'geheim-secret',
  REDIS_URL: 'redis://:geheim@127.0.0.1:9',
  MEILI_URL: 'http://127.0.0.1:9',
  MEILI_KEY: 'geheim-key',
  OPERATOR_TOKEN: 'geheim-'.repeat(6),
  ACCESS_URL: 'http://127.0.0.1:9',
  UPLOAD_URL: 'http://127.0.0.1:9',
};

const kindOf = (name: Name) => ('service' in clusterSettings[name] ? 'services' : 'workers');

function start(name: Name, env: Readonly<Record<string, string>>): ChildProcess {
  // Pages are written in TSX, which Node does not run as it lies there.
  const isBuilt = name === 'portal';
  const program = join(repository, kindOf(name), name, ...(isBuilt ? ['dist', 'main.js'] : ['src', 'main.ts']));
  if (!existsSync(program)) throw new Error('Build first: npm test builds everything before it tests.');
  const args = isBuilt ? [program] : ['--conditions=source', program];
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function ended(child: ChildProcess) {
  const [printed, said] = [collect(child.stdout), collect(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, printed: printed(), said: said() };
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

async function healthPort({ stdout }: ChildProcess): Promise<number> {
  if (!stdout) throw new Error('A child that is listened to has an output.');
  for await (const line of createInterface({ input: stdout })) {
    const entry = JSON.parse(line) as { readonly healthPort?: number };
    if (entry.healthPort) return entry.healthPort;
  }
  throw new Error('It ended before it had begun.');
}

const variablesIn = (said: string) => [...said.matchAll(/^ {2}([A-Z][A-Z0-9_]+) /gm)].map(([, variable]) => variable);

function isRefused(read: (written: string) => unknown, written: string): boolean {
  try {
    read(written);
    return false;
  } catch {
    return true;
  }
}
