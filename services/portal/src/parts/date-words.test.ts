import { parseEdtf } from '@diachi/domain';
import { expect, test } from 'vitest';
import { messagesOf } from '../messages/messages-of.ts';
import { dateWords } from './date-words.ts';

test.each([
  ['1954', '1954', '1954'],
  ['1954-05', 'tháng 5/1954', 'May 1954'],
  ['1954-05-07', '7/5/1954', '7 May 1954'],
  ['195X', 'những năm 1950', '1950s'],
  ['19XX', '1900–1999', '1900–1999'],
  ['1954~', 'khoảng 1954', 'about 1954'],
  ['1954?', '1954 (chưa chắc)', '1954 (uncertain)'],
  ['1954-05%', 'khoảng tháng 5/1954 (chưa chắc)', 'about May 1954 (uncertain)'],
  ['1950/1955', '1950–1955', '1950–1955'],
  ['1950~/1955-06', 'khoảng 1950 – tháng 6/1955', 'about 1950 – June 1955'],
  ['1950/..', 'từ 1950', 'since 1950'],
  ['../1955', 'đến 1955', 'until 1955'],
])('%s is said %s, in English %s', (written, vi, en) => {
  const { text } = parseEdtf(written);

  expect([dateWords(messagesOf('vi'), text), dateWords(messagesOf('en'), text)]).toEqual([vi, en]);
});

test.each(['1954-22', '-0044', 'XXXX', '1954-XX-XX', 'Y-17000', '1950/'])('%s stays as it is written', (written) => {
  const { text } = parseEdtf(written);

  expect(dateWords(messagesOf('vi'), text)).toBe(written);
});
