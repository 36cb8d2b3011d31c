import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';

const node = (script: string, options = {}) =>
  runProgram(process.execPath, ['-e', script], { timeMs: 20_000, ...options }, text);

test('what a program writes is read', async () => {
  expect(await node('process.stdout.write("xong")')).toBe('xong');
});

test('a name with signs of a shell is only a name', async () => {
  const [argument] = ['; rm -rf / "$(id)" `id`'];

  expect(await runProgram(process.execPath, ['-p', 'process.argv[1]', argument ?? ''], { timeMs: 20_000 }, text)).toBe(
    `${argument}\n`,
  );
});

test('a program that fails is told with what it said', async () => {
  await expect(node('console.error("giấy rách"); process.exit(3)')).rejects.toMatchObject({
    reason: 'failed',
    message: expect.stringMatching(/ended with 3: giấy rách/),
  });
});

test('a program that is not there is told from one that fails', async () => {
  await expect(runProgram('/nowhere/pdftoppm', [], { timeMs: 1_000 }, text)).rejects.toMatchObject({
    reason: 'missing',
  });
});

test('a program that is ended from outside, or has no memory, did not fail by itself', async () => {
  await expect(node('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)')).rejects.toMatchObject({
    reason: 'stopped',
  });
  await expect(node('console.error("std::bad_alloc"); process.abort()')).rejects.toMatchObject({ reason: 'stopped' });
});

test('a program that may not be started is not one that is missing', async () => {
  await expect(runProgram(import.meta.filename, [], { timeMs: 1_000 }, text)).rejects.toMatchObject({
    reason: 'stopped',
  });
});

test('a program that breaks by itself has failed', async () => {
  await expect(node('process.kill(process.pid, "SIGSEGV"); setInterval(() => {}, 1000)')).rejects.toMatchObject({
    reason: 'failed',
  });
});

test('a program that takes too long is killed', async () => {
  await expect(node('setInterval(() => {}, 1000)', { timeMs: 300 })).rejects.toMatchObject({ reason: 'too-slow' });
});

test('a program is killed when the work is called off', async () => {
  const stop = new AbortController();
  const running = node('setInterval(() => {}, 1000)', { signal: stop.signal });

  stop.abort(new Error('called off'));

  await expect(running).rejects.toThrow('called off');
});
