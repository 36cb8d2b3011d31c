import { keys, parseSourceCode } from '@diachi/domain';
import { expect, test } from 'vitest';
import { groupOf } from './group-keys.ts';

test.each([
  keys.libraries(),
  keys.verification(),
  keys.progress('rebuild'),
  keys.progress('verification'),
  keys.progress(`harvest-${parseSourceCode('kho-ban')}`),
])('what the library notes for itself is explained: %s', (key) => {
  expect(groupOf(key)).toEqual({ kind: 'known', key });
});

test.each(['reports/harvest-Kho Bạn-progress.json', 'reports/harvest--progress.json', 'reports/other-progress.json'])(
  'what lies beside it and is none of it is not: %s',
  (key) => {
    expect(groupOf(key)).toEqual({ kind: 'unknown', key });
  },
);
