import { expect, test } from 'vitest';
import { createProgressLines, writeDuration } from './progress-display.ts';
import { wordsVi } from './words-vi.ts';

test('without a terminal a long work tells of itself now and then, not at every page', () => {
  const said: string[] = [];
  let nowMs = 0;
  const display = createProgressLines(
    wordsVi,
    (text) => void said.push(text),
    () => nowMs,
  );

  for (let done = 0; done <= 40; done += 1) {
    display.show({ id: 'a', title: 'Địa chí', done, planned: 40, remainingSeconds: 40 - done });
    nowMs += 1_000;
  }

  expect(said).toEqual([
    'Địa chí: 0/40 việc, còn khoảng 40 giây\n',
    'Địa chí: 15/40 việc, còn khoảng 30 giây\n',
    'Địa chí: 30/40 việc, còn khoảng 10 giây\n',
  ]);
});

test('a forecast is no more exact than it can be', () => {
  const written = [null, 0.4, 12, 47, 200, 5 * 3_600].map((seconds) => writeDuration(seconds, wordsVi));

  expect(written).toEqual(['', '1 giây', '12 giây', '50 giây', '3 phút', '5 giờ']);
});
