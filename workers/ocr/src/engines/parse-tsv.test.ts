import { expect, test } from 'vitest';
import { parseTsv } from './parse-tsv.ts';

const table = [
  'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext',
  '1\t1\t0\t0\t0\t0\t0\t0\t600\t400\t-1\t',
  '4\t1\t1\t1\t1\t0\t10\t10\t80\t20\t-1\t',
  '5\t1\t1\t1\t1\t1\t10\t10\t40\t20\t96.5\tđi\u0323a',
  '5\t1\t1\t1\t1\t2\t60\t10\t30\t20\t91\tchí',
  '5\t1\t1\t2\t1\t1\t10\t40\t30\t20\t80\t|',
  '5\t1\t3\t1\t1\t1\t10\t80\t30\t20\t12\t"a\\tb"',
  '',
].join('\n');

test('the program’s table is read as words, numbered over the page', () => {
  expect(parseTsv(table)).toEqual([
    { text: 'địa', box: { x: 10, y: 10, width: 40, height: 20 }, confidence: 0.965, line: 0, block: 0 },
    { text: 'chí', box: { x: 60, y: 10, width: 30, height: 20 }, confidence: 0.91, line: 0, block: 0 },
    { text: '"a\\tb"', box: { x: 10, y: 80, width: 30, height: 20 }, confidence: 0.12, line: 1, block: 1 },
  ]);
});

test('a table without words gives none', () => {
  expect(parseTsv('')).toEqual([]);
});
