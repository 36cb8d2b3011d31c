import { expect, test } from 'vitest';
import { createDrawingQueue } from './drawing-queue.ts';

test('so many are drawn at once, the others in the order they came, and who comes when too many wait is told to come again', async () => {
  const queue = createDrawingQueue({ atOnce: 2, mostWaiting: 2 });
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const draw = (number: number) =>
    queue.run(() => {
      begun.push(number);
      return new Promise<number>((resolve) => ends.push(() => resolve(number)));
    });

  const drawn = [draw(1), draw(2), draw(3), draw(4)];
  await expect(draw(5)).rejects.toMatchObject({ kind: 'unavailable', code: 'image.busy' });
  expect(begun).toEqual([1, 2]);

  for (let place = 0; place < 4; place += 1) {
    ends[place]?.();
    await drawn[place];
  }
  expect(begun).toEqual([1, 2, 3, 4]);
});

test('a drawing that fails makes room for the next', async () => {
  const queue = createDrawingQueue({ atOnce: 1, mostWaiting: 1 });
  const failing = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(async () => 'drawn');

  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('drawn');
});
