import { expect, test } from 'vitest';
import { sqliteFailure } from './sqlite-failure.ts';

// 4874 is SQLITE_IOERR_SHMSIZE.
test.each([13, 4874])('no room is told as such (%i)', (errcode) => {
  expect(sqliteFailure('/data/c.sqlite', sqliteError(errcode))).toMatchObject({
    kind: 'unavailable',
    code: 'catalogue.full',
    details: { path: '/data/c.sqlite' },
  });
});

// Extended codes carry the primary one in their lowest byte: 778 is SQLITE_IOERR_WRITE, 1032 SQLITE_READONLY_DBMOVED.
test.each([
  [5, 'catalogue.unavailable'],
  [6, 'catalogue.unavailable'],
  [8, 'catalogue.not-writable'],
  [10, 'catalogue.unavailable'],
  [11, 'catalogue.damaged'],
  [14, 'catalogue.not-writable'],
  [26, 'catalogue.foreign'],
  [778, 'catalogue.unavailable'],
  [1032, 'catalogue.not-writable'],
])('result %i is told as %s, and may pass', (errcode, code) => {
  const failure = sqliteFailure('/data/c.sqlite', sqliteError(errcode));

  expect(failure).toMatchObject({ kind: 'unavailable', code, cause: { errcode } });
});

test.each([
  { name: 'a wrong statement', thrown: sqliteError(1) },
  { name: 'a broken rule of the schema', thrown: sqliteError(19) },
  { name: 'a bug', thrown: new TypeError('undefined is not a document') },
])('$name stays what it is', ({ thrown }) => {
  expect(sqliteFailure('/data/c.sqlite', thrown)).toBe(thrown);
});

function sqliteError(errcode: number): Error {
  return Object.assign(new Error('SQLite'), { code: 'ERR_SQLITE_ERROR', errcode });
}
