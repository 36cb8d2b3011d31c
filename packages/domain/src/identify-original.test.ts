import { describe, expect, test } from 'vitest';
import { identifyOriginal } from './identify-original.ts';
import { nameForeignFile } from './name-foreign-file.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('a file is told by its first bytes', () => {
  test.each([
    ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['image/webp', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['image/tiff', 'II*\0\x08\0\0\0'],
    ['image/tiff', 'MM\0*\0\0\0\x08'],
    ['image/tiff', 'II+\0\x08\0\0\0'],
    ['image/jp2', '\0\0\0\x0cjP  \r\n\x87\n'],
    ['image/jp2', '\xff\x4f\xff\x51\0\x29'],
    ['image/heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['image/heic', '\0\0\0\x18ftypmif1\0\0\0\0mif1heic'],
    ['application/pdf', '%PDF-1.7\n'],
    ['application/pdf', '\xef\xbb\xbf\r\n%PDF-1.4'],
  ])('%s', (type, start) => {
    expect(identifyOriginal(bytes(start))).toBe(type);
    expect(nameForeignFile(bytes(start))).toBeNull();
  });

  test.each([
    ['zip', 'PK\x03\x04\x14\0'],
    ['windows-program', 'MZ\x90\0'],
    ['linux-program', '\x7fELF\x02'],
    ['html', '\n<!DOCTYPE html><html>'],
    ['html', '<html><body>%PDF-1.4</body></html>'],
    ['svg', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">'],
    ['avif', '\0\0\0\x18ftypavif'],
    ['bmp', 'BM\x36\0\0\0\0\0\0\0'],
  ])('what is no scan is named: %s', (name, start) => {
    expect(identifyOriginal(bytes(start))).toBeNull();
    expect(nameForeignFile(bytes(start))).toBe(name);
  });

  test.each(['', 'hello', '\xff\xd8', '%PD', `${' '.repeat(1_100)}%PDF-1.4`, '\0\0\0\x18ftypmif1\0\0\0\0mif1avif'])(
    'what nobody knows is nothing: %j',
    (start) => {
      expect(identifyOriginal(bytes(start))).toBeNull();
    },
  );

  test('a ZIP with a PDF header inside is a ZIP', () => {
    expect(identifyOriginal(bytes('PK\x03\x04 \0\0 %PDF-1.4'))).toBeNull();
  });
});
