import { expect, test } from 'vitest';
import { Failure, isFailure, noteFailure } from './failure.ts';

test('a failure is noted as it may be shown, without its cause', () => {
  const failure = new Failure('unavailable', 'store.full', 'No room.', {
    cause: new Error('ENOSPC'),
    details: { a: 1 },
  });

  expect(noteFailure(failure)).toEqual({
    kind: 'unavailable',
    code: 'store.full',
    message: 'No room.',
    details: { a: 1 },
  });
  expect(failure.cause).toBeInstanceOf(Error);
});

test('what we did not foresee is a bug and says so', () => {
  expect(noteFailure(new TypeError('undefined is not a page'))).toEqual({
    kind: 'bug',
    code: 'bug',
    message: 'undefined is not a page',
    details: {},
  });
  expect(noteFailure('text')).toMatchObject({ kind: 'bug', message: 'text' });
  expect(noteFailure(undefined)).toMatchObject({ kind: 'bug' });
});

test('a failure is told by its class, not by its looks', () => {
  expect(isFailure(new Failure('invalid', 'a.b', 'No.'))).toBe(true);
  expect(isFailure({ kind: 'invalid', code: 'a.b', message: 'No.' })).toBe(false);
  expect(isFailure(new Error('No.'))).toBe(false);
});
