import { expect, test } from 'vitest';
import { alphabetKey } from './alphabet-key.ts';
import { tokenize } from './tokenize.ts';

const key = (text: string) => alphabetKey(tokenize(text));
const inOrder = (...texts: readonly string[]) =>
  texts.toSorted((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));

test('words that are alike but for their marks stand together, without marks first', () => {
  expect(inOrder('Đạo', 'Document', 'Đào', 'Dao', 'Dào', 'Dân')).toEqual([
    'Dân',
    'Dao',
    'Dào',
    'Đào',
    'Đạo',
    'Document',
  ]);
  expect(inOrder('Lăng', 'Lâng', 'Lang', 'Làng')).toEqual(['Lang', 'Làng', 'Lăng', 'Lâng']);
});

test('tones come as in a dictionary', () => {
  expect(inOrder('má', 'mạ', 'mã', 'mả', 'mà', 'ma')).toEqual(['ma', 'mà', 'mả', 'mã', 'má', 'mạ']);
});

test('the first words decide before the marks of any', () => {
  expect(inOrder('Đào Văn An', 'Dao Văn Bình', 'Đào')).toEqual(['Đào', 'Đào Văn An', 'Dao Văn Bình']);
});

test('the same words have one key, and others another', () => {
  expect(key('HOÀ BÌNH')).toBe(key('Hòa   bình'.normalize('NFD')));
  expect(key('Hoa Bình')).not.toBe(key('Hòa Bình'));
  expect(key('Dao')).not.toBe(key('Đao'));
});

test('what has no word in it stands nowhere', () => {
  expect(key(' … ')).toBe('');
});
