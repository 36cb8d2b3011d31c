import { expect, test } from 'vitest';
import { callOf } from './call-of.ts';

test('a question goes where its form goes without script', () => {
  const fields = [
    ['operation', 'getSearch'],
    ['q', ' địa chí & sử '],
  ] as const;

  expect(callOf({}, '/api/docs/call', fields)).toEqual({
    address: '/api/docs/call?operation=getSearch&q=%C4%91%E1%BB%8Ba+ch%C3%AD+%26+s%E1%BB%AD',
    init: {},
  });
});

test('a change names its place, the version it is made on, and the page it came from', () => {
  const form = { method: 'PATCH', path: '/api/documents/{id}', csrf: 'of-the-session' };
  const body = '{"record":{}}';

  expect(
    callOf(form, '', [
      ['id', 'a/b?c'],
      ['if-match', ' "v3.x" '],
      ['body', body],
    ]),
  ).toEqual({
    address: '/api/documents/a%2Fb%3Fc',
    init: {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', 'x-csrf-token': 'of-the-session', 'if-match': '"v3.x"' },
      body,
    },
  });
  expect(callOf(form, '', [['id', 'a']]).init.headers).not.toHaveProperty('if-match');
  expect(callOf(form, '', [['if-none-match', '*']]).init.headers).toHaveProperty('if-none-match', '*');
});
