import { expect, test } from 'vitest';
import { saysAbsent, storeFailure } from './store-failure.ts';

test.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('%s means that there is no room', (code) => {
  expect(storeFailure('/data', systemError(code))).toMatchObject({
    kind: 'unavailable',
    code: 'store.full',
    details: { folder: '/data', reason: code },
  });
});

test.each(['EACCES', 'EPERM', 'EROFS', 'EIO', 'EMFILE', 'ENODEV', 'ESTALE', 'ENOENT'])(
  '%s means that the store does not answer',
  (code) => {
    const failure = storeFailure('/data', systemError(code));

    expect(failure).toMatchObject({ kind: 'unavailable', code: 'store.unavailable', cause: { code } });
  },
);

test('what the system did not say is passed on as it is', () => {
  const bug = new TypeError('chunk is not bytes');

  expect(storeFailure('/data', bug)).toBe(bug);
  expect(storeFailure('/data', 'a text')).toBe('a text');
});

test('only “no such file” is an absence', () => {
  expect(saysAbsent(systemError('ENOENT'))).toBe(true);
  expect(saysAbsent(systemError('ENOTDIR'))).toBe(true);
  expect(saysAbsent(systemError('EACCES'))).toBe(false);
  expect(saysAbsent(new Error('ENOENT'))).toBe(false);
});

const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'open' });
