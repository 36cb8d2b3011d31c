import type { Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { addLines } from './add-lines.ts';

const word = (text: string, x: number, y: number, line: number, block: number): Word => ({
  text,
  confidence: 0.9,
  box: { x, y, width: 200, height: 20 },
  line,
  block,
});

const page = [word('trên', 0, 0, 0, 0), word('dưới', 0, 80, 1, 0), word('cột hai', 400, 0, 2, 1)];
const told = (words: readonly Word[]) => words.map(({ text, line, block }) => [text, line, block]);

test('a line that was missed is put under the one above it, in its block, and lines are counted anew', () => {
  expect(told(addLines(page, [[word('giữa', 0, 40, 0, 0)]]))).toEqual([
    ['trên', 0, 0],
    ['giữa', 1, 0],
    ['dưới', 2, 0],
    ['cột hai', 3, 1],
  ]);
});

test('a line of the second column goes to the second column', () => {
  expect(told(addLines(page, [[word('giữa', 400, 40, 0, 0)]])).at(-1)).toEqual(['giữa', 3, 1]);
});

test('a line above all others comes first', () => {
  expect(told(addLines(page, [[word('đầu', 0, -40, 0, 0)]]))[0]).toEqual(['đầu', 0, 0]);
});

test('without any the page stays as it is', () => {
  expect(addLines(page, [[]])).toBe(page);
});
