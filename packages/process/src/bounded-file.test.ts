import {
  closeSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBoundedFile } from './bounded-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'bounded-'));
beforeEach(() => mkdirSync(folder, { recursive: true }));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a log never takes more room than twice its bound, and keeps the newest lines', () => {
  const path = join(folder, 'log');
  const file = openBoundedFile(path, 1_000);

  for (let line = 0; line < 500; line += 1) file.write(`line ${line}\n`);
  file.close();

  expect(readdirSync(folder).sort()).toEqual(['log', 'log.1']);
  expect(statSync(path).size + statSync(`${path}.1`).size).toBeLessThanOrEqual(2_000);
  expect(readFileSync(path, 'utf8')).toMatch(/line 499\n$/);
});

test('a log of an earlier run is continued', () => {
  const path = join(folder, 'sub', 'log');
  for (const line of ['first\n', 'second\n']) {
    const file = openBoundedFile(path, 1_000);
    file.write(line);
    file.close();
  }

  expect(readFileSync(path, 'utf8')).toBe('first\nsecond\n');
});

test.skipIf(process.platform !== 'linux')('a full disk loses lines of the log, never the work', () => {
  const file = openBoundedFile('/dev/full', 1_000);

  expect(() => file.write('line\n')).not.toThrow();
  file.close();
});

test('a log that cannot be put aside never touches a file that somebody else opens', () => {
  const path = join(folder, 'log');
  const file = openBoundedFile(path, 20);
  file.write('as long as it may be\n');
  mkdirSync(join(`${path}.1`, 'in the way'), { recursive: true });
  file.write('lost\n');

  const others = openSync(join(folder, 'others'), 'a');
  file.write('lost too\n');

  expect(fstatSync(others).size).toBe(0);
  closeSync(others);
  rmSync(`${path}.1`, { recursive: true });
  file.write('back\n');
  file.close();
  const [told = '', line] = readFileSync(path, 'utf8').split('\n');
  expect(JSON.parse(told)).toMatchObject({ lost: 2 });
  expect(line).toBe('back');
});

test('a log whose folder was taken away goes on when it is there again', () => {
  const path = join(folder, 'sub', 'log');
  const file = openBoundedFile(path, 20);
  file.write('as long as it may be\n');
  rmSync(join(folder, 'sub'), { recursive: true });
  file.write('lost\n');

  mkdirSync(join(folder, 'sub'));
  file.write('back\n');
  file.close();

  expect(readFileSync(path, 'utf8')).toMatch(/"lost":1,.*\nback\n$/);
});

test('a closed log takes no lines, and closing it again is harmless', () => {
  const file = openBoundedFile(join(folder, 'log'), 1_000);
  file.close();
  const others = openSync(join(folder, 'others'), 'a');

  file.write('late\n');
  file.close();

  expect(fstatSync(others).size).toBe(0);
  closeSync(others);
});
