import type { Word } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import { turned } from './place.ts';
import { placeWords } from './place-words.ts';

describe('words read on a copy of a page', () => {
  test('lie where they stand on the page image', () => {
    const [placed] = placeWords([word(50, 100)], twice, { width: 1_000, height: 1_400 });

    expect(placed?.box).toEqual({ x: 100, y: 200, width: 40, height: 20 });
  });

  test('never reach over the edge of the page', () => {
    const [placed] = placeWords([word(495, -3)], (point) => point, { width: 500, height: 700 });

    expect(placed?.box).toEqual({ x: 495, y: 0, width: 5, height: 10 });
  });

  test('are found again after a page was turned and turned back', () => {
    const page = { width: 500, height: 700 };
    const tilted = { width: 540, height: 730 };
    const there = turned(page, tilted, 4);
    const back = turned(tilted, page, -4);

    const [placed] = placeWords([word(120, 340)], (point) => back(there(point)), page);

    expect(placed?.box).toEqual({ x: 120, y: 340, width: 20, height: 10 });
  });

  test('have the upright box around them when the page lies aslant', () => {
    const [placed] = placeWords(
      [word(240, 345)],
      turned({ width: 500, height: 700 }, { width: 500, height: 700 }, 90),
      {
        width: 700,
        height: 700,
      },
    );

    expect(placed?.box).toEqual({ x: 245, y: 340, width: 10, height: 20 });
  });
});

const twice = ({ x, y }: { readonly x: number; readonly y: number }) => ({ x: 2 * x, y: 2 * y });

const word = (x: number, y: number): Word => ({
  text: 'chí',
  box: { x, y, width: 20, height: 10 },
  confidence: 1,
  line: 0,
  block: 0,
});
