import { Failure } from '@diachi/domain';
import { expect, test } from 'vitest';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { parse } from './parse.ts';
import { ConfigError, readConfig } from './read-config.ts';
import { settingsTable } from './settings-table.ts';

const settings = {
  port: { env: 'PORT', doc: 'where to listen', default: '8080', parse: parse.wholeNumber(1, 65_535) },
  limit: { env: 'LIMIT', doc: 'largest file | of all', parse: parse.size },
};

test('every fault of a configuration is told at once', () => {
  expect(() => readConfig(settings, { PORT: 'two' })).toThrow(/PORT must be .*"two"[\s\S]*LIMIT is not set/);
});

test('an empty variable counts as not set', () => {
  expect(readConfig(settings, { PORT: '', LIMIT: '2GB' })).toEqual({ port: 8080, limit: 2e9 });
});

test('a table of settings shows defaults, and what must be set', () => {
  expect(settingsTable(settings).split('\n').slice(2)).toEqual([
    '| `PORT` | where to listen | `8080` |',
    String.raw`| ${'`LIMIT`'} | largest file \| of all | (must be set) |`,
    '',
  ]);
});

test('how a process ends says whose turn it is', () => {
  expect(exitCodeOf(new ConfigError('PORT'))).toBe(EXIT.unusable);
  expect(exitCodeOf(new Failure('unavailable', 'store.full', 'No room.'))).toBe(EXIT.unavailable);
  expect(exitCodeOf(new Failure('missing', 'document.missing', 'Not here.'))).toBe(EXIT.refused);
  expect(exitCodeOf(new TypeError('oops'))).toBe(EXIT.bug);
});
