import { Failure, noteFailure } from '@diachi/domain';
import { expect, test } from 'vitest';
import { statusOf, toProblem } from './problem.ts';
import { readProblem } from './read-problem.ts';

test.each([
  new Failure('invalid', 'search.bad-query', 'Too long.', { details: { characters: 500 } }),
  new Failure('missing', 'document.missing', 'There is no such document.', { details: { id: '00000000000000a1' } }),
  new Failure('conflict', 'record.changed-meanwhile', 'Changed.'),
  new Failure('unavailable', 'store.unavailable', 'The store is away.'),
  new Failure('invalid', 'access.bad-token', 'That access token is not valid.'),
  new Failure('invalid', 'access.not-allowed', 'You may not.'),
  new Failure('unavailable', 'access.too-many-tries', 'Wait.', { details: { minutes: 15 } }),
  new TypeError('x is not a function'),
])('what one service tells of %s another reads as it was', (thrown) => {
  const note = noteFailure(thrown);
  const answered: unknown = JSON.parse(JSON.stringify(toProblem(note, note.message)));

  expect(readProblem(statusOf(note), answered)).toEqual(note);
});

test.each([
  [404, null],
  [404, 'Not found'],
  [404, { message: 'Not found' }],
  [404, { code: 'document.missing', detail: 'No.', details: [] }],
  [502, { code: 'document.missing', detail: 'No.', details: {} }],
  [404, { code: 'bug', detail: 'No.', details: {} }],
  [503, { code: 7, detail: 'No.', details: {} }],
])('an answer %i with %j is nobody of ours', (status, raw) => {
  expect(() => readProblem(status, raw)).toThrow(Error);
});
