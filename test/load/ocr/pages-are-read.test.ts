import { readFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { countErrors } from './character-error.ts';
import { libraryReader } from './readers.ts';

const reader = libraryReader('tesseract.js', 'vie');
afterAll(() => reader.close());

test.each([
  ['turned by a quarter', 's08-rotated-90'],
  ['upside down', 's09-rotated-180'],
  ['tilted within a black border', 's10-black-border'],
  ['photographed on a table', 's11-phone-photo'],
])(
  'a page %s is read with less than two wrong characters in a hundred',
  async (_, name) => {
    const folder = new URL(`../../fixtures/pages/${name}/`, import.meta.url);
    const truth = await readFile(new URL('truth.txt', folder), 'utf8');

    const { characters } = countErrors(truth, await reader.read(new URL('page.jpg', folder).pathname));

    expect(characters.edits / characters.of).toBeLessThan(0.02);
  },
  120_000,
);
