import { readFile } from 'node:fs/promises';
import { plainText } from '@diachi/page-text';
import { afterAll, expect, test } from 'vitest';
import { countErrors } from './character-error.ts';
import { libraryReaders } from './readers.ts';
import { stepVariants } from './step-variants.ts';

const readers = libraryReaders({ engine: 'tesseract.js', language: 'vie' }, stepVariants('all'));
afterAll(() => Promise.all(readers.map((reader) => reader.close())));

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

    const read = await readers[0]?.read(new URL('page.jpg', folder).pathname);
    const { characters } = countErrors(truth, read ? plainText(read) : '');

    expect(characters.edits / characters.of).toBeLessThan(0.02);
  },
  120_000,
);
