import type { Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import type { GreyImage } from '../scan/grey-image.ts';
import { findMissedLines } from './find-missed-lines.ts';

test('a line of ink where nothing was read is found, and one that was read is not', () => {
  const page = paperWith([row(100, 60, 20), row(100, 160, 20)]);

  const missed = findMissedLines(page, [wordOver(100, 60, 20)], []);

  expect(missed).toHaveLength(1);
  expect(missed[0]?.y).toBeLessThan(160);
  expect((missed[0]?.y ?? 0) + (missed[0]?.height ?? 0)).toBeGreaterThan(180);
  expect(missed[0]?.width).toBeGreaterThan(250);
});

test('what is in another script was seen already', () => {
  const page = paperWith([row(100, 60, 20), row(100, 160, 20)]);

  expect(findMissedLines(page, [wordOver(100, 60, 20)], [{ x: 90, y: 150, width: 350, height: 40 }])).toEqual([]);
});

test('single letters below one another are the numbers of a table, and one alone is a speck', () => {
  const numbers = [160, 200, 240, 280].map((y) => [letter(40, y)]);

  expect(findMissedLines(paperWith([row(100, 60, 20), ...numbers]), [wordOver(100, 60, 20)], [])).toHaveLength(4);
  expect(findMissedLines(paperWith([row(100, 60, 20), [letter(40, 160)]]), [wordOver(100, 60, 20)], [])).toEqual([]);
});

test('a picture full of grain is no writing', () => {
  const grain = Array.from({ length: 40 }, (_, line) => row(20, 100 + line * 22, 45));

  expect(findMissedLines(paperWith([row(100, 60, 20), ...grain]), [wordOver(100, 60, 20)], [])).toEqual([]);
});

test('a page of which nothing was read tells nothing of its lines', () => {
  expect(findMissedLines(paperWith([row(100, 60, 20)]), [], [])).toEqual([]);
});

type Mark = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const letter = (x: number, y: number): Mark => ({ x, y, width: 9, height: 20 });

const row = (x: number, y: number, letters: number): readonly Mark[] =>
  Array.from({ length: letters }, (_, number) => letter(x + number * 15, y));

const wordOver = (x: number, y: number, letters: number): Word => ({
  text: 'chữ',
  confidence: 0.9,
  box: { x, y, width: letters * 15, height: 20 },
  line: 0,
  block: 0,
});

function paperWith(rows: readonly (readonly Mark[])[]): GreyImage {
  const [width, height] = [800, 1_000];
  const pixels = new Uint8Array(width * height).fill(235);
  for (const { x, y, width: across, height: down } of rows.flat()) {
    for (let line = y; line < y + down; line++) pixels.fill(40, line * width + x, line * width + x + across);
  }
  return { width, height, pixels };
}
