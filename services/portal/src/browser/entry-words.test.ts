import { expect, test } from 'vitest';
import { entryWords } from './entry-words.ts';

const words = { received: 'Received', duplicate: 'Here already', states: { published: 'Read' } } as never;
const entry = { file: 'goi.zip', document: '0000000000000001', state: 'received', isNew: true };

test('a document that came read, in a package, is not waited for', () => {
  expect(entryWords([{ ...entry, state: 'published' }], words, 'en')).toEqual({
    state: 'Read',
    note: null,
    isInWork: false,
  });
  expect(entryWords([entry], words, 'en')).toEqual({ state: 'Received', note: null, isInWork: true });
});

test('what whoever handed a package in should know is said beside its document, whichever file brings it', () => {
  const foreign = { ...entry, code: 'bag.foreign' };

  expect(entryWords([entry, foreign], words, 'vi').note).toMatch(/phần mềm khác/);
  expect(entryWords([{ ...entry, isNew: false, code: 'upload.already-there' }], words, 'vi')).toEqual({
    state: 'Here already',
    note: null,
    isInWork: false,
  });
});
