import { expect, test } from 'vitest';
import { takeTurns } from './take-turns.ts';

test('so many are sent at once, and not one more', async () => {
  let running = 0;
  let most = 0;
  const sent: number[] = [];

  await takeTurns([1, 2, 3, 4, 5], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    sent.push(item);
  });

  expect(most).toBe(2);
  expect(sent).toEqual([1, 2, 3, 4, 5]);
});

test('one that fails ends the sending only when the others are done, which are all tried', async () => {
  const [slow, next] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const sent: string[] = [];
  let isOver = false;

  const sending = takeTurns(['bad', 'slow', 'next'], 2, async (item) => {
    if (item === 'bad') throw new Error('refused');
    if (item === 'slow') await slow.promise;
    sent.push(item);
    if (item === 'next') next.resolve();
  }).finally(() => {
    isOver = true;
  });
  sending.catch(() => undefined);
  await next.promise;

  expect(isOver).toBe(false);
  slow.resolve();
  await expect(sending).rejects.toThrow('refused');
  expect(sent).toEqual(['next', 'slow']);
});
