import { expect, test } from 'vitest';
import { scratchFailure } from './scratch-failure.ts';

const answer = (code: string) => Object.assign(new Error(`${code}: said the disk`), { code, syscall: 'write' });

test.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('%s means that there is no room for temporary files', (code) => {
  expect(scratchFailure(answer(code), '/scratch')).toMatchObject({
    kind: 'unavailable',
    code: 'scratch.full',
    details: { folder: '/scratch', reason: code },
  });
});

test('whatever else the disk answers means that the folder cannot be used', () => {
  expect(scratchFailure(answer('EACCES'), '/scratch')).toMatchObject({
    kind: 'unavailable',
    code: 'scratch.unavailable',
  });
});

test('what no disk answered stays as it is', () => {
  const bug = new TypeError('x is not a function');

  expect(scratchFailure(bug, '/scratch')).toBe(bug);
});
