import type { Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { errorUnderScan } from './error-under-scan.ts';

test('words that cannot be Vietnamese raise the error expected of a page that some program read', () => {
  expect(errorUnderScan(words('Mường Tè có mười bốn xã'), 'vie')).toBe(0);
  expect(errorUnderScan(words('Mưởgn Tè có mưòì bổn xã kia nữa thôi rồi'), 'vie')).toBe(0.1);
});

test('what is at home in Vietnamese print is not held against a page: numbers, units, loanwords, foreign names', () => {
  expect(
    errorUnderScan(words('Ngày 02/09/1945 đi 12 km bằng ôtô tới Điện Biên, chương XIV, Jean Dupuis'), 'vie'),
  ).toBeLessThan(0.05);
});

test('halves of a word divided at the end of a line are no words', () => {
  const [first, ...rest] = words('truyề n thống của làng');

  expect(
    errorUnderScan([{ ...(first as Word), text: 'truyềnx-', division: { keepsHyphen: false } }, ...rest], 'vie'),
  ).toBe(0);
});

test('nothing is told of pages in other languages, or without words', () => {
  expect(errorUnderScan(words('les montagnes du Tonkin'), 'vie+fra')).toBeNull();
  expect(errorUnderScan(words('12 34'), 'vie')).toBeNull();
});

const words = (text: string): readonly Word[] =>
  text.split(' ').map((one, at) => ({
    text: one,
    box: { x: at * 50, y: 0, width: 45, height: 20 },
    confidence: 1,
    line: 0,
    block: 0,
  }));
