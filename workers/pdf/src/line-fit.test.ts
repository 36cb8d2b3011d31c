import type { Word } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import { evenSizes } from './even-sizes.ts';
import { fitLine } from './line-fit.ts';

describe('the baseline of a printed line', () => {
  test('is where letters stand, not where some reach below', () => {
    const { baselineAt } = fitLine([
      word('nước', 0, 40),
      word('ngập', 100, 52, 0),
      word('lụt,', 200, 51, 0),
      word('xã', 300, 40),
    ]);

    expect(baselineAt(150)).toBe(40);
  });

  test('is guessed when every word reaches below it', () => {
    const { baselineAt } = fitLine([word('ngập', 0, 50, 0), word('gợp', 100, 50, 0)]);

    expect(baselineAt(50)).toBeCloseTo(39, 5);
  });

  test('follows a line that is slightly tilted', () => {
    const { baselineAt } = fitLine([0, 1, 2, 3, 4, 5].map((place) => word('xã', place * 200, 40 + place * 4)));

    expect(baselineAt(20)).toBeCloseTo(40, 0);
    expect(baselineAt(1020)).toBeCloseTo(60, 0);
  });

  test('is not bent by a stain that was read as a word', () => {
    const { baselineAt, risePx } = fitLine([
      ...[0, 1, 2, 3, 4].map((place) => word('xã', place * 200, 40)),
      word('I', 1000, 400, -300),
    ]);

    expect(baselineAt(500)).toBeCloseTo(40, 0);
    expect(risePx).toBeLessThan(80);
  });

  test('of no words, or of words without size, is still a number', () => {
    expect(fitLine([]).risePx).toBe(1);
    expect(fitLine([word('a', 0, 0, 0)]).risePx).toBe(1);
  });
});

describe('sizes of lines', () => {
  test('that look about the same are the same, headings stay larger', () => {
    const lines = [48, 50, 51, 38, 66, 110].map((size) => ({ size, weight: size === 110 ? 3 : 10 }));

    expect(evenSizes(lines)).toEqual([50, 50, 50, 50, 50, 110]);
  });

  test('of no lines are none', () => {
    expect(evenSizes([])).toEqual([]);
  });
});

const word = (text: string, x: number, bottom: number, top = bottom - 40): Word => ({
  text,
  box: { x, y: top, width: 80, height: bottom - top },
  confidence: 1,
  line: 0,
  block: 0,
});
