import { expect, test } from 'vitest';
import { countErrors } from './character-error.ts';
import { compareRuns, type KeptRuns } from './compare-runs.ts';
import { report } from './report.ts';
import type { Run } from './run-readers.ts';

test('of two runs it is said which pages are read better and which worse', () => {
  const before = kept([runOf('trang-1', 'địa chỉ'), runOf('trang-2', 'địa chí'), runOf('trang-3', 'địa chí')]);
  const after = kept([runOf('trang-1', 'địa chí'), runOf('trang-2', 'đia chi'), runOf('trang-3', 'địa chí')]);

  const lines = compareRuns(before, after);

  expect(lines[0]).toMatch(/^library: 3 pages, 1 better, 1 worse;/);
  expect(lines.find((line) => line.startsWith('trang-2'))).toMatch(/worse/);
  expect(lines.some((line) => line.startsWith('trang-3'))).toBe(false);
});

test('a report tells the errors of each reader, and its cost against the plain program', () => {
  const runs = [runOf('trang-1', 'địa chí'), { ...runOf('trang-1', 'địa chỉ'), reader: 'plain', kind: null, cpu: 2 }];

  const [head, library, plain] = report(runs, 'plain');

  expect(head).toMatch(/CER %\s+WER %\s+tones %\s+any order %/);
  expect(library).toMatch(/^library\s+0\.00\s+0\.00\s+0\.00\s+0\.00\s+0\.00\s+1\.00\s+0\.50/);
  expect(plain).toMatch(/^plain\s+14\.29\s+50\.00\s+14\.29/);
});

const kept = (runs: readonly Run[]): KeptRuns => ({ set: 'easy', engine: 'auto', runs });

const runOf = (page: string, read: string): Run => ({
  page,
  reader: 'library',
  seconds: 1,
  cpu: 1,
  errors: countErrors('địa chí', read),
  kind: 'read',
  trueKind: 'text',
  expectedError: null,
  confidence: [],
  changes: {},
  structure: null,
});
