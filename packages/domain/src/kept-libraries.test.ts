import { expect, test } from 'vitest';
import { parseKeptLibraries } from './kept-libraries.ts';

const read = (value: unknown) => parseKeptLibraries(Buffer.from(JSON.stringify(value)));

test('member libraries are read with the names they were given', () => {
  const libraries = [{ code: 'muong-te', name: 'Thư viện Mường Tè' }];

  expect(read({ version: 1, libraries })).toEqual(libraries);
});

test.each([
  [{ version: 2, libraries: [] }],
  [{ version: 1 }],
  [{ version: 1, libraries: [{ code: 'Mường Tè', name: 'a' }] }],
  [{ version: 1, libraries: [{ code: 'muong-te' }] }],
  ['words'],
])('%j is a damaged list', (value) => {
  expect(() => read(value)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'libraries.broken' }));
});
