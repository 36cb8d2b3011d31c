import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '@diachi/domain';
import { afterAll, describe, expect, test } from 'vitest';
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

test('a secret that cannot be used is not repeated in the fault', () => {
  const listed = { url: { env: 'URL', doc: 'where', isSecret: true, parse: parse.url('redis') } };

  expect(() => readConfig(listed, { URL: 'http://me:geheim@host' })).toThrow(
    /^The configuration cannot be used:\n {2}URL must be an address that begins with redis:\/\/, and what is written is not \(where\)$/,
  );
});

describe('a setting that lies in a file', () => {
  const listed = { key: { env: 'KEY', doc: 'the key', isSecret: true, parse: parse.key(8) } };
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (content: string) => {
    const path = join(folder, 'key');
    writeFileSync(path, content);
    return path;
  };

  test('is read from there, without the end of its line', () => {
    expect(readConfig(listed, { KEY_FILE: file('sesam-offne-dich\n') })).toEqual({
      key: 'sesam-offne-dich',
    });
  });

  test('is not set twice', () => {
    expect(() => readConfig(listed, { KEY: 'aaaaaaaaa', KEY_FILE: file('bbbbbbbbb') })).toThrow(
      'KEY and KEY_FILE are both set; one is enough (the key)',
    );
  });

  test('that cannot be read, is empty or far too large is a fault among the others', () => {
    expect(() => readConfig(listed, { KEY_FILE: join(folder, 'none') })).toThrow(/cannot be read: ENOENT \(the key\)/);
    expect(() => readConfig(listed, { KEY_FILE: folder })).toThrow(/cannot be read: EISDIR/);
    expect(() => readConfig(listed, { KEY_FILE: file('\n') })).toThrow(/which is empty/);
    expect(() => readConfig(listed, { KEY_FILE: file('a'.repeat(70_000)) })).toThrow(/larger than any setting/);
  });

  test('is not shown when it cannot be used', () => {
    expect(() => readConfig(listed, { KEY_FILE: file('kurz') })).toThrow(/^((?!kurz)[\s\S])*$/);
  });
});

test.each([
  [parse.url('redis', 'rediss'), 'redis://:pw@host:6379/0', expect.objectContaining({ host: 'host:6379' })],
  [parse.url('redis', 'rediss'), 'host:6379', null],
  [parse.url('http'), 'http://', null],
  [parse.origin, 'https://thuvien.example:8443', expect.objectContaining({ port: '8443' })],
  [parse.origin, 'https://thuvien.example/kho', null],
  [parse.origin, 'https://me:pw@thuvien.example', null],
  [parse.yesOrNo, 'yes', true],
  [parse.yesOrNo, 'false', false],
  [parse.yesOrNo, '1', null],
  [parse.list(/^[a-z]{3}$/, 'languages'), 'vie, eng,vie', ['vie', 'eng']],
  [parse.list(/^[a-z]{3}$/, 'languages'), 'vie,', null],
  [parse.key(8), 'mit leerzeichen', null],
  [parse.key(8), 'zukurz', null],
])('case %#: %s reads %s', (read: (written: string) => unknown, written, value) => {
  if (value === null) expect(() => read(written)).toThrow();
  else expect(read(written)).toEqual(value);
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
