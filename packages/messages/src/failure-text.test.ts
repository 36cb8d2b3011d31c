import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, noteFailure } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import { failureText } from './failure-text.ts';
import { failuresEn } from './failures-en.ts';
import { failuresVi } from './failures-vi.ts';
import { writeSize } from './fill-text.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Codes that are put together, by how they begin: where the rest of each stands. */
const puzzles: Readonly<Record<string, RegExp>> = {
  'original.': /refusal\(\s*'([a-z-]+)'/g,
  'catalogue.': /(?:\[(?:\d+|'\w+'), \[|cannotBeUsed\(place, )'([a-z-]+)'/g,
  'record.bad-': /(?:bad|line|entries|parse(?:Line|Text|Number|Day|Choice))\(\s*'([a-zA-Z]+)'/g,
};

describe('texts of failures', () => {
  test('every code in the sources has a text in both languages', async () => {
    const codes = await codesInSources();

    expect(codes.size).toBeGreaterThan(60);
    expect([...codes].filter((code) => !(code in failuresVi && code in failuresEn)).toSorted()).toEqual([]);
  });

  test('every text is said by a code in the sources', async () => {
    const codes = await codesInSources();

    expect(Object.keys(failuresEn).filter((code) => !codes.has(code))).toEqual([]);
  });

  test('both languages ask for the same details', () => {
    const asked = (text: string) => [...text.matchAll(/\{\w+/g)].map(String).toSorted();

    for (const [code, text] of Object.entries(failuresEn)) {
      expect([code, asked(failuresVi[code as keyof typeof failuresVi])]).toEqual([code, asked(text)]);
    }
  });

  test('details are filled in as each language writes them', () => {
    const tooLarge = noteFailure(
      new Failure('invalid', 'upload.too-large', 'It is too large.', { details: { limitBytes: 2_500_000_000 } }),
    );

    expect(failureText(tooLarge, 'vi')).toContain('nhiều nhất 2,5 GB');
    expect(failureText(tooLarge, 'en')).toContain('at most 2.5 GB');
  });

  test('what a file is that is no scan is said in the language of the sentence', () => {
    const said = (found: string) =>
      noteFailure(new Failure('invalid', 'upload.foreign-file', '', { details: { found } }));

    expect(failureText(said('linux-program'), 'vi')).toContain('Tệp này là chương trình Linux, không phải');
    expect(failureText(said('linux-program'), 'en')).toContain('but a Linux program,');
    expect(failureText(said('toString'), 'vi')).toContain('là toString,');
  });

  test('what a detail says is shown as it is, braces and all', () => {
    const note = noteFailure(new Failure('conflict', 'person.name-taken', '', { details: { name: '{name}' } }));

    expect(failureText(note, 'vi')).toContain('“{name}”');
  });

  test('without its details, or with a code nobody knows, a failure says its own English words', () => {
    expect(failureText(noteFailure(new Failure('invalid', 'upload.too-large', 'It is too large.')), 'vi')).toBe(
      'It is too large.',
    );
    expect(failureText(noteFailure(new Failure('invalid', 'never.heard-of', 'Something.')), 'vi')).toBe('Something.');
  });

  test("a bug's own words are not for people", () => {
    expect(failureText(noteFailure(new TypeError('x is not a function')), 'vi')).not.toContain('function');
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1 KB'],
  [1_550_000, '1.6 MB'],
  [4_000_000_000, '4 GB'],
])('%i bytes are written %s', (bytes, written) => {
  expect(writeSize(bytes, 'en')).toBe(written);
});

async function codesInSources(): Promise<ReadonlySet<string>> {
  const codes = new Set(['bug']);
  for await (const path of glob('{packages,services,workers}/*/src/**/*.{ts,tsx}', { cwd: root })) {
    if (/\.test\.|\/(testing|contract)\//.test(path)) continue;
    const source = await readFile(join(root, path), 'utf8');
    const literal =
      /(?:new Failure\(\s*[^,]+|'(?:invalid|missing|conflict|unavailable)'),\s*'([a-z0-9-]+(?:\.[a-z0-9-]+)+)'/g;
    for (const [, code = ''] of source.matchAll(literal)) codes.add(code);
    for (const [, code = ''] of source.matchAll(/\bcode: '([a-z0-9-]+(?:\.[a-z0-9-]+)+)'/g)) codes.add(code);
    for (const [, start = ''] of source.matchAll(/new Failure\(\s*[^,]+,\s*`([^$`]*)\$\{/g)) {
      const rest = puzzles[start];
      if (!rest) throw new Error(`${path} puts codes together that this test does not know: ${start}…`);
      for (const [, end = ''] of source.matchAll(rest)) codes.add(start + end);
    }
  }
  return codes;
}
