import { describe, expect, test } from 'vitest';
import { BAG_DECLARATION, checkBagDeclaration, parseBagInfo, payloadOxum, writeBagInfo } from './bag-info.ts';
import { parseBagManifest, writeBagManifest } from './bag-manifest.ts';
import { decodeBagPath } from './bag-paths.ts';

const list = { path: 'manifest-sha512.txt', algorithm: 'sha512' } as const;
const checksum = (letter: string) => letter.repeat(128);

describe('the list of files of a bag', () => {
  test('is read back as it was written, whatever the names', () => {
    const files = new Map([
      ['data/địa chí/100% đúng.pdf', checksum('a')],
      ['data/hai\ndòng.txt', checksum('b')],
      ['data/a  b', checksum('c')],
    ]);

    expect(parseBagManifest(writeBagManifest(files), list)).toEqual(files);
  });

  test('has a line for each file, in order', () => {
    const files = new Map([
      ['data/2', checksum('b')],
      ['data/1', checksum('a')],
    ]);

    expect(writeBagManifest(files)).toBe(`${checksum('a')}  data/1\n${checksum('b')}  data/2\n`);
  });

  test('is read as others write it: an asterisk, capital letters, other line ends, a mark at the beginning', () => {
    const text = `\uFEFF${checksum('A')} *data/1\r\n\r\n${checksum('b')}\t./data/2`;

    expect([...parseBagManifest(text, list).keys()]).toEqual(['data/1', 'data/2']);
  });

  test.each([
    '',
    'data/../../etc/passwd',
    '/etc/passwd',
    'C:\\Windows',
    'data//a',
    'data/./a',
    'data/a\0b',
    'a'.repeat(2_000),
  ])('a path that leads elsewhere is refused: %j', (path) => {
    expect(() => decodeBagPath(path)).toThrow(expect.objectContaining({ code: 'bag.bad-path' }));
  });

  test.each([
    'không phải',
    `${'a'.repeat(64)}  data/1`,
    `${checksum('g')}  data/1`,
    `${checksum('a')}  data/1\n${checksum('a')}  data/1`,
  ])('a line that is none, or is there twice, is told by its number: %j', (text) => {
    expect(() => parseBagManifest(text, list)).toThrow(expect.objectContaining({ code: 'bag.bad-line' }));
  });

  test('a name with a percent sign that another program left as it is means the file that is there', () => {
    const text = `${checksum('a')}  data/100%25.pdf\n${checksum('b')}  data/50%25.pdf`;
    const isThere = (path: string) => ['data/100%25.pdf', 'data/50%.pdf'].includes(path);

    expect([...parseBagManifest(text, { ...list, isThere }).keys()]).toEqual(['data/100%25.pdf', 'data/50%.pdf']);
  });
});

describe('what a bag says of itself', () => {
  test('is one line each, and nothing where there is nothing to say', () => {
    const info = [
      ['Source-Organization', 'Thư viện\ntỉnh'],
      ['External-Description', ''],
      ['Payload-Oxum', payloadOxum(1_024, 3)],
    ] as const;

    expect(writeBagInfo(info)).toBe('Source-Organization: Thư viện tỉnh\nPayload-Oxum: 1024.3\n');
  });

  test('is read with lines that go on', () => {
    expect(parseBagInfo('Source-Organization: Thư viện\n  tỉnh\r\nkhông có gì\nBagging-Date: 2026-11-23')).toEqual([
      ['Source-Organization', 'Thư viện tỉnh'],
      ['Bagging-Date', '2026-11-23'],
    ]);
  });

  test('begins with what it is', () => {
    expect(() => checkBagDeclaration(BAG_DECLARATION)).not.toThrow();
    expect(() => checkBagDeclaration('BagIt-Version: 1.0\rTag-File-Character-Encoding: UTF-8\r')).not.toThrow();
    expect(() => checkBagDeclaration('BagIt-Version: 0.97\r\nTag-File-Character-Encoding: utf-8')).not.toThrow();
  });

  test.each([
    '',
    'BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n',
    'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n',
    'PK',
  ])('what is no bag is refused: %j', (text) => {
    expect(() => checkBagDeclaration(text)).toThrow(expect.objectContaining({ code: 'bag.bad-declaration' }));
  });
});
