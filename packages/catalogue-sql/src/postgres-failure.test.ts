import { Failure } from '@diachi/domain';
import pg from 'pg';
import { expect, test } from 'vitest';
import { isInTheWay, notReached, postgresFailure } from './postgres-failure.ts';

const PLACE = 'db.example:5432/library';

test('no room is told as such', () => {
  expect(postgresFailure(PLACE, answered('53100'))).toMatchObject({
    kind: 'unavailable',
    code: 'catalogue.full',
    details: { path: PLACE },
  });
});

test.each([
  ['08006', 'catalogue.unavailable'],
  ['53200', 'catalogue.unavailable'],
  ['53300', 'catalogue.unavailable'],
  ['57014', 'catalogue.unavailable'],
  ['57P01', 'catalogue.unavailable'],
  ['57P02', 'catalogue.unavailable'],
  ['57P03', 'catalogue.unavailable'],
  ['57P05', 'catalogue.unavailable'],
  ['25P03', 'catalogue.unavailable'],
  ['55P03', 'catalogue.unavailable'],
  ['40001', 'catalogue.unavailable'],
  ['40P01', 'catalogue.unavailable'],
  ['58030', 'catalogue.unavailable'],
  ['25006', 'catalogue.read-only'],
  ['42501', 'catalogue.read-only'],
  ['XX001', 'catalogue.damaged-database'],
])('answer %s is told as %s, and may pass', (sqlState, code) => {
  expect(postgresFailure(PLACE, answered(sqlState))).toMatchObject({
    kind: 'unavailable',
    code,
    cause: { code: sqlState },
  });
});

test.each([
  { name: 'a wrong statement', thrown: answered('42601') },
  { name: 'a broken rule of the schema', thrown: answered('23503') },
  { name: 'a trouble inside the server', thrown: answered('XX000') },
  { name: 'a bug', thrown: new TypeError('undefined is not a document') },
])('$name stays what it is', ({ thrown }) => {
  expect(postgresFailure(PLACE, thrown)).toBe(thrown);
});

test.each([
  { name: 'a wrong password', thrown: answered('28P01') },
  { name: 'a database that is not there', thrown: answered('3D000') },
  { name: 'a server that is not there', thrown: Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }) },
])('$name keeps everybody out, with the reason', ({ thrown }) => {
  const failure = notReached(PLACE, thrown);

  expect(failure).toMatchObject({ kind: 'unavailable', code: 'catalogue.unavailable', cause: thrown });
  expect(failure.message).toContain(PLACE);
  expect(failure.message).toMatch(/28P01|3D000|ECONNREFUSED/);
});

test('what another transaction did first is tried again, and nothing else', () => {
  for (const sqlState of ['40001', '40P01']) {
    expect(isInTheWay(postgresFailure(PLACE, answered(sqlState)))).toBe(true);
  }
  expect(isInTheWay(answered('23505'))).toBe(true);
  expect(isInTheWay(postgresFailure(PLACE, answered('57P01')))).toBe(false);
  expect(isInTheWay(answered('23503'))).toBe(false);
  expect(isInTheWay(new Failure('missing', 'document.missing', 'Nobody knows it.'))).toBe(false);
});

function answered(code: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError(`answered ${code}`, 0, 'error'), { code });
}
