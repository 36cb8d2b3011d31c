import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openBoundedFile } from './bounded-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'bounded-'));
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
