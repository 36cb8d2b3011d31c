import { readFile } from 'node:fs/promises';
import { arrangePage, type Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { countErrors, type TextErrors } from './character-error.ts';

/** Words in the wrong order count as wrong characters; beside them, words that are wrong in any order. */
test.each([
  ['a letter with two heads', 's01-admin-clean', 0.005],
  ['a page of two columns', 's04-news-2col-bleed', 0.005],
  ['a table', 's05-table-g4', 0.006],
  ['facing pages', 's12-facing-pages', 0.003],
])('%s is read in its order, and never in a worse one than the engine had', async (_, name, most) => {
  const { words, truth, size } = await engineWords(name);

  const before = errorsOf(words, truth);
  const after = errorsOf(arrangePage(words, size).words, truth);

  expect(share(after)).toBeLessThanOrEqual(Math.min(share(before), most));
});

test.each([
  ['a page of two columns', 's04-news-2col-bleed'],
  ['facing pages', 's12-facing-pages'],
])('%s that the engine read right across is put in order', async (_, name) => {
  const { words, truth, size } = await engineWords(name);
  const across = words.toSorted((one, other) => one.box.y - other.box.y || one.box.x - other.box.x);
  const rows = readAcross(words);

  const right = errorsOf(arrangePage(words, size).words, truth);

  expect(share(errorsOf(across, truth))).toBeGreaterThan(0.3);
  expect(share(errorsOf(arrangePage(rows, size).words, truth))).toBeLessThanOrEqual(share(right) + 0.001);
});

const share = ({ characters }: TextErrors) => characters.edits / characters.of;

const errorsOf = (words: readonly Word[], truth: string) => countErrors(truth, words.map(({ text }) => text).join(' '));

/** Lines of both columns that stand level as one line, as an engine reads that does not see the columns. */
function readAcross(words: readonly Word[]): readonly Word[] {
  const lines = [...Map.groupBy(words, ({ line }) => line).values()];
  const bottom = (line: readonly Word[]) => Math.max(...line.map(({ box }) => box.y + box.height));
  const sorted = lines.toSorted((one, other) => bottom(one) - bottom(other));
  let [row, last] = [-1, Number.NEGATIVE_INFINITY];
  return sorted
    .flatMap((line) => {
      if (bottom(line) - last > 25) row++;
      last = bottom(line);
      return line.map((word) => ({ ...word, line: row, block: 0 }));
    })
    .toSorted((one, other) => one.line - other.line || one.box.x - other.box.x);
}

type KeptWord = readonly [text: string, x: number, y: number, width: number, height: number, confidence: number];
type KeptWords = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly lines: readonly { readonly block: number; readonly words: readonly KeptWord[] }[];
};

/** What the native engine made of a sample, in the order it had. */
async function engineWords(name: string) {
  const folder = new URL(`../../fixtures/pages/${name}/`, import.meta.url);
  const kept: KeptWords = JSON.parse(await readFile(new URL('words.json', folder), 'utf8'));
  const words = kept.lines.flatMap(({ block, words }, line) =>
    words.map(
      ([text, x, y, width, height, confidence]): Word => ({
        text,
        box: { x, y, width, height },
        confidence,
        line,
        block,
      }),
    ),
  );
  const truth = await readFile(new URL('truth.txt', folder), 'utf8');
  return { words, truth, size: { width: kept.widthPx, height: kept.heightPx } };
}
