import type { Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { onOwnLines } from './on-own-lines.ts';

test('what a cut-out holds of the line below is not read into the line above', () => {
  const [above, below] = [wordAt('cận', 335, 1_212), wordAt('Không', 298, 1_271)];
  const again = [wordAt('cân', 334, 1_211), wordAt('Không', 299, 1_270)];

  expect(onOwnLines(again, [above], [above, below])).toEqual([again[0]]);
});

test('a word that was not seen at first and lies on no other is kept', () => {
  const word = wordAt('cận', 335, 1_212);
  const again = [wordAt('lân', 284, 1_211), word];

  expect(onOwnLines(again, [word], [word])).toEqual(again);
});

const wordAt = (text: string, x: number, y: number): Word => ({
  text,
  box: { x, y, width: 50, height: 30 },
  confidence: 0.9,
  line: 0,
  block: 0,
});
