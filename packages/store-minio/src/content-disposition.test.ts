import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

test('a Vietnamese name is kept, with a plain one beside it', () => {
  expect(contentDisposition({ fileName: 'Địa chí Lai Châu.pdf', isInline: false })).toBe(
    `attachment; filename="Dia chi Lai Chau.pdf"; filename*=UTF-8''%C4%90%E1%BB%8Ba%20ch%C3%AD%20Lai%20Ch%C3%A2u.pdf`,
  );
});

test('what is shown in the browser says so', () => {
  expect(contentDisposition({ fileName: 'a.pdf', isInline: true })).toMatch(/^inline; /);
});

test.each([
  'a"; filename="evil.exe',
  'one\r\nSet-Cookie: a=b',
  '../../etc/passwd',
  '\u0085\u2028',
  '\ud800.pdf',
  '漢字*',
])('the name %j stays one name', (fileName) => {
  const header = contentDisposition({ fileName, isInline: false });

  expect(header).toMatch(/^attachment; filename="[^"\\/]+"; filename\*=UTF-8''[\w.!~%-]+$/);
  expect(header).toMatch(/^[\x20-\x7e]+$/);
});
