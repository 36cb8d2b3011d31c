import { expect, test } from 'vitest';
import { cleanFileName, proposeTitle } from './file-name.ts';

test.each([
  ['Địa chí Lai Châu.pdf', 'Địa chí Lai Châu.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system.ini', 'system.ini'],
  ['C:\\Users\\Lan\\sách.pdf', 'sách.pdf'],
  ['/a/b/trang 1.tif', 'trang 1.tif'],
  ['a/..', 'khong-ten'],
  ['.hidden', 'hidden'],
  ['...', 'khong-ten'],
  ['', 'khong-ten'],
  ['/', 'khong-ten'],
  ['a\0b.pdf', 'a b.pdf'],
  ['a\r\nSet-Cookie: x.pdf', 'a Set-Cookie x.pdf'],
  ['a\u202Efdp.exe', 'a fdp.exe'],
  ['"><script>.pdf', 'script .pdf'],
  ['a\uD800b.pdf', 'a b.pdf'],
  ['  hai   khoảng  trắng .pdf ', 'hai khoảng trắng .pdf'],
])('%j is shown as %j', (raw, shown) => {
  expect(cleanFileName(raw)).toBe(shown);
});

test('marks written apart are joined', () => {
  expect(cleanFileName('Địa chí.pdf'.normalize('NFD'))).toBe('Địa chí.pdf');
});

test('a name of 300 letters is cut, and keeps its ending', () => {
  const name = cleanFileName(`${'ộ'.repeat(300)}.pdf`);

  expect([...name]).toHaveLength(200);
  expect(name.endsWith('ộ.pdf')).toBe(true);
});

test('a name that is cut is never cut inside a character', () => {
  const name = cleanFileName('𠀀'.repeat(300));

  expect([...name]).toHaveLength(200);
  expect(name.isWellFormed()).toBe(true);
});

test('cleaning what is clean changes nothing', () => {
  for (const raw of ['..\\x/../a b.pdf', `${'ộ'.repeat(300)}.pdf`, '. . .a', ' .a. ', 'a. .', '..', 'a .']) {
    const clean = cleanFileName(raw);

    expect(cleanFileName(clean)).toBe(clean);
  }
});

test.each([
  ['dia_chi_lai_chau.pdf', 'Dia chi lai chau'],
  ['địa chí.PDF', 'Địa chí'],
  ['đường+biên+giới.tiff', 'Đường biên giới'],
  ['Báo 12.5.1978', 'Báo 12.5'],
  ['no ending', 'No ending'],
  ['___.pdf', '___'],
  ['.pdf', 'Pdf'],
  ['', 'Khong-ten'],
])('the title proposed for %j is %j', (fileName, title) => {
  expect(proposeTitle(fileName)).toBe(title);
});
