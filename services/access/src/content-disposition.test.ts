import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

test('a Vietnamese title is the name of the download', () => {
  expect(contentDisposition('Địa chí Lai Châu', 'pdf')).toBe(
    `attachment; filename="Dia chi Lai Chau.pdf"; filename*=UTF-8''%C4%90%E1%BB%8Ba%20ch%C3%AD%20Lai%20Ch%C3%A2u.pdf`,
  );
});

test.each([
  ['a"; filename="evil.exe', 'a ; filename= evil.exe.pdf'],
  ['../../etc/passwd', '-..-etc-passwd.pdf'],
  ['one\r\nSet-Cookie: a=b', 'one Set-Cookie a=b.pdf'],
  ['100%', '100_.pdf'],
])('the title %j cannot break out of the header', (title, plain) => {
  const header = contentDisposition(title, 'pdf');

  expect(header).toContain(`filename="${plain}"`);
  expect(header).toMatch(/^[\x20-\x7e]+$/);
  expect(header.split('"')).toHaveLength(3);
});

test('an apostrophe, brackets and a star are written as RFC 8187 wants them', () => {
  expect(contentDisposition("L'Indochine (1*)", 'txt')).toContain("UTF-8''L%27Indochine%20%281%20%29.txt");
});
