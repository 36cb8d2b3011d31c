import { expect, test } from 'vitest';
import { filterKey, isAfter, isOneOf } from './filter.ts';

test('plain names and codes are filtered by as they are', () => {
  for (const plain of ['tinh', 'muong-te', 'chi_sim', 'document00000001']) expect(filterKey(plain)).toBe(plain);
  expect(isOneOf('library', ['tinh', 'muong-te'])).toBe('library IN ["tinh", "muong-te"]');
  expect(isOneOf('decades', [1950, -10])).toBe('decades IN [1950, -10]');
});

test.each([
  '"] OR x = 1',
  `' OR 1=1 --`,
  'ends in a backslash\\',
  '\\" OR document = "',
  'two\nlines',
  'Báo cũ',
  'BÁO CŨ',
  '',
  'a'.repeat(61),
  '\u0000',
  '\ud800',
  '~1234',
])('nothing of %j gets into a filter but its checksum', (value) => {
  expect(isOneOf('collection', [value])).toMatch(/^collection IN \["~[0-9a-f]{40}"\]$/);
});

test('what comes after a number or a plain name is written as it is; nothing else is', () => {
  expect(isAfter('place', 12)).toBe('place > 12');
  expect(isAfter('document', '12345678e0123456')).toBe('document > "12345678e0123456"');
  for (const value of ['', '"', 'Báo cũ', '\\', 'a" OR "a" = "a'])
    expect(() => isAfter('document', value)).toThrow('plain');
});

test('values that differ have keys that differ, also by capitals or one sign', () => {
  const values = ['Báo cũ', 'báo cũ', 'BÁO CŨ', 'Báo cũ ', 'bao cu', '\\', '\\\\', 'tinh', 'TINH'];

  expect(new Set(values.map(filterKey)).size).toBe(values.length);
});
