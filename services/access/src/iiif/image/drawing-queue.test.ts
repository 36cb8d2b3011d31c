import { expect, test } from 'vitest';
import { createDrawingQueue } from './drawing-queue.ts';

test('so many are drawn at once, the others in the order they came, and who comes when too many wait is told to come again', async () => {
  const queue = createDrawingQueue({ atOnce: 2, mostWaiting: 2, mostOfEach: 2 });
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const draw = (number: number) =>
    queue.run({ client: 'one' }, () => {
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
  const queue = createDrawingQueue({ atOnce: 1, mostWaiting: 1, mostOfEach: 1 });
  const failing = queue.run({ client: 'one' }, () => Promise.reject(new Error('no')));
  const next = queue.run({ client: 'one' }, async () => 'drawn');

  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('drawn');
});

/** A queue whose one place is taken until `free` is called, and what is drawn in it afterwards. */
function heldQueue(mostOfEach: number) {
  const queue = createDrawingQueue({ atOnce: 1, mostWaiting: 4, mostOfEach });
  const drawn: string[] = [];
  let free = () => {};
  const held = queue.run({ client: 'held' }, () => new Promise<void>((resolve) => (free = resolve)));
  const draw = (client: string, more: { readonly signal?: AbortSignal; readonly isUnderWay?: boolean } = {}) =>
    queue.run({ client, ...more }, async () => void drawn.push(client));
  return { draw, drawn, held, free: () => free() };
}

test('clients have their turns one after the other, however much one of them asks for', async () => {
  const { draw, drawn, free } = heldQueue(3);
  const asked = [draw('greedy'), draw('greedy'), draw('greedy'), draw('modest')];

  free();
  await Promise.all(asked);

  expect(drawn).toEqual(['greedy', 'modest', 'greedy', 'greedy']);
});

test('so many of one client may wait, while there is room for others', async () => {
  const { draw, drawn, free } = heldQueue(2);
  const asked = [draw('greedy'), draw('greedy')];

  await expect(draw('greedy')).rejects.toMatchObject({ code: 'image.busy' });
  asked.push(draw('modest'), draw('greedy', { isUnderWay: true }));
  free();
  await Promise.all(asked);

  expect(drawn).toEqual(['greedy', 'modest', 'greedy', 'greedy']);
});

test('whoever went away is not drawn for, and leaves their place to others', async () => {
  const { draw, drawn, held, free } = heldQueue(1);
  const leaving = new AbortController();
  const left = draw('leaving', { signal: leaving.signal });

  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  await expect(draw('leaving', { signal: leaving.signal })).rejects.toThrow('gone');
  const again = draw('leaving');
  free();
  await Promise.all([held, again]);

  expect(drawn).toEqual(['leaving']);
});
