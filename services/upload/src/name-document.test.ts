import { parseChecksum } from '@diachi/domain';
import { expect, test } from 'vitest';
import { nameDocument } from './name-document.ts';

const one = parseChecksum('1'.repeat(64));
const other = parseChecksum('2'.repeat(64));

test('the same scans in the same order are the same document, for good', () => {
  expect(nameDocument([one, other])).toBe(nameDocument([one, other]));
  expect(nameDocument([one])).toBe('64wbq6y7hqs7rhsy');
});

test('other scans, or another order, are another document', () => {
  const names = [[one], [other], [one, other], [other, one]].map(nameDocument);

  expect(new Set(names).size).toBe(4);
});

test('a name has no letter that is mistaken for another', () => {
  expect(nameDocument([one, other])).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
});
