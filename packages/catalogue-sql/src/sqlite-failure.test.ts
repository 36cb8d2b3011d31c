import { expect, test } from 'vitest';
import { sqliteFailure } from './sqlite-failure.ts';

test('no room is told as such', () => {
  expect(sqliteFailure('/data/c.sqlite', sqliteError(13))).toMatchObject({
    kind: 'unavailable',
    code: 'catalogue.full',
    details: { path: '/data/c.sqlite' },
  });
});

// Extended codes carry the primary one in their lowest byte: 778 is SQLITE_IOERR_WRITE, 1032 SQLITE_READONLY_DBMOVED.
test.each([5, 6, 8, 10, 11, 14, 26, 778, 1032])('result %i means that the catalogue cannot answer', (errcode) => {
  const failure = sqliteFailure('/data/c.sqlite', sqliteError(errcode));

  expect(failure).toMatchObject({ kind: 'unavailable', code: 'catalogue.unavailable', cause: { errcode } });
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
