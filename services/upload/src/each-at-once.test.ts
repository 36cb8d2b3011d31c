import { expect, test } from 'vitest';
import { eachAtOnce } from './each-at-once.ts';

test('many things are worked on in their order, so many at a time and no more', async () => {
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;

  await eachAtOnce(Array.from({ length: 50 }).keys(), 4, async (thing) => {
    begun.push(thing);
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
  });

  expect(begun).toEqual([...Array.from({ length: 50 }).keys()]);
  expect([most, underWay]).toEqual([4, 0]);
});

test('after a failure nothing more is begun, and it is told when what was begun has ended', async () => {
  const ended: number[] = [];
  const last = Promise.withResolvers<void>();
  const working = eachAtOnce([1, 2, 3, 4], 2, async (thing) => {
    if (thing === 1) throw new Error('It cannot be done.');
    await last.promise;
    ended.push(thing);
  });

  last.resolve();

  await expect(working).rejects.toThrow('It cannot be done.');
  expect(ended).toEqual([2]);
});
