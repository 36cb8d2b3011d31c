import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';

// A repository in small, in a place with spaces and marks: the bootstrap itself, and a program that tells what it was given.
const root = mkdtempSync(join(tmpdir(), 'Kho Địa Chí '));
cpSync(import.meta.dirname, join(root, 'infra', 'bootstrap'), { recursive: true });
for (const place of ['packages', 'workers', 'services/standalone/dist', 'services/standalone/src', 'node_modules']) {
  mkdirSync(join(root, place), { recursive: true });
}
const lines = (...names: string[]) => {
  for (const name of names) writeFileSync(join(root, name), `${name}\n`);
};
lines('pnpm-lock.yaml', 'pnpm-workspace.yaml', 'tsconfig.json', 'tsconfig.base.json', 'node_modules/.modules.yaml');
lines('services/standalone/src/main.ts');
writeFileSync(
  join(root, 'services/standalone/dist/main.js'),
  `console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd() }));
   if (process.argv.includes('wait')) {
     process.on('SIGTERM', () => { console.log('told'); process.exit(0); });
     process.on('disconnect', () => { process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(join(root, 'orphaned'))}, ''); process.exit(0); });
     console.log('waiting');
   } else process.exitCode = 4;`,
);
const stamps = pathToFileURL(join(root, 'infra', 'bootstrap', 'stamp.mjs')).href;

afterAll(() => rmSync(root, { recursive: true, force: true }));

test('what is installed and built is started at once, where the person stands, and its exit code handed on', async () => {
  await keepStamps();
  const child = start('diachi.mjs', ['search', 'địa chí'], { cwd: join(root, 'packages') });

  const [said, [code]] = await Promise.all([text(child.stdout ?? never()), once(child, 'exit')]);

  expect(JSON.parse(said)).toEqual({ args: ['search', 'địa chí'], cwd: join(root, 'packages') });
  expect(code).toBe(4);
});

test('npm starts in the repository, and paths are meant from where the person stood', async () => {
  await keepStamps();
  const env = { npm_lifecycle_event: 'start', INIT_CWD: join(root, 'workers') };
  const child = start('start.mjs', ['scans'], { cwd: root, env });

  expect(JSON.parse(await text(child.stdout ?? never()))).toEqual({
    args: ['serve', 'scans'],
    cwd: join(root, 'workers'),
  });
});

test('a request to end is handed on, and waited for', async () => {
  await keepStamps();
  const child = start('diachi.mjs', ['wait'], { cwd: root });
  const said = text(child.stdout ?? never());
  await toldOf(child, 'waiting');

  child.kill('SIGTERM');

  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await said).toContain('told');
});

test('a program whose launcher is killed learns of it', async () => {
  await keepStamps();
  const child = start('diachi.mjs', ['wait'], { cwd: root });
  await toldOf(child, 'waiting');

  child.kill('SIGKILL');

  await expect.poll(() => readFileSync(join(root, 'orphaned'), 'utf8')).toBe('');
});

test('a changed source asks for a build, a test of it does not', async () => {
  const before = await stamp('sourceStamp');
  lines('services/standalone/src/main.test.ts');
  expect(await stamp('sourceStamp')).toBe(before);

  utimesSync(join(root, 'services/standalone/src/main.ts'), new Date(), new Date(Date.now() + 5_000));
  expect(await stamp('sourceStamp')).not.toBe(before);
});

test('a changed lockfile asks for an installation', async () => {
  const before = await stamp('installStamp');
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'something newer\n');

  expect(await stamp('installStamp')).not.toBe(before);
});

test('two that install at once take turns, also after one that was killed while it installed', async () => {
  const script = join(root, 'turn.mjs');
  writeFileSync(
    script,
    `import { appendFileSync } from 'node:fs';
     import { setTimeout as wait } from 'node:timers/promises';
     import { alone } from ${JSON.stringify(pathToFileURL(join(root, 'infra', 'bootstrap', 'lock.mjs')).href)};
     await alone(async () => {
       appendFileSync('turns', 'begin '); await wait(120); appendFileSync('turns', 'end ');
     });`,
  );
  mkdirSync(join(root, '.bootstrap'), { recursive: true });
  writeFileSync(join(root, '.bootstrap', 'lock'), '999999999 1 0.5');

  const turns = [1, 2, 3].map(() => spawn(process.execPath, [script], { cwd: root, stdio: 'ignore' }));
  const codes = await Promise.all(turns.map(async (turn) => (await once(turn, 'exit'))[0] as number));

  expect(codes).toEqual([0, 0, 0]);
  expect(readFileSync(join(root, 'turns'), 'utf8')).toBe('begin end '.repeat(3));
});

function start(
  script: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): ChildProcess {
  const env = { ...process.env, npm_lifecycle_event: '', ...options.env };
  return spawn(process.execPath, [join(root, 'infra', 'bootstrap', script), ...args], {
    cwd: options.cwd,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function toldOf(child: ChildProcess, word: string): Promise<void> {
  let said = '';
  while (!said.includes(word)) said += String((await once(child.stdout ?? never(), 'data'))[0]);
}

async function stamp(name: 'sourceStamp' | 'installStamp'): Promise<string> {
  const module = (await import(stamps)) as Record<typeof name, () => string>;
  return module[name]();
}

async function keepStamps(): Promise<void> {
  const { keepStamp } = (await import(stamps)) as { keepStamp: (name: string, stamp: string) => void };
  keepStamp('installed', await stamp('installStamp'));
  keepStamp('built', await stamp('sourceStamp'));
}

function never(): never {
  throw new Error('The child has a pipe.');
}
