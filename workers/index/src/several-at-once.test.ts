import { expect, test } from 'vitest';
import { severalAtOnce } from './several-at-once.ts';

async function* numbers(count: number) {
  for (let number = 0; number < count; number++) yield number;
}

test('as many are under way as may be, and everything is done', async () => {
  const done: number[] = [];
  let underWay = 0;
  let most = 0;

  await severalAtOnce(numbers(10), 3, async (number) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise(setImmediate);
    underWay -= 1;
    done.push(number);
  });

  expect(most).toBe(3);
  expect(done.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('after a failure nothing is begun, and what was begun is over before it is told', async () => {
  const events: string[] = [];
  const { promise: letGo, resolve: go } = Promise.withResolvers<void>();

  const working = severalAtOnce(numbers(10), 2, async (number) => {
    events.push(`begun ${number}`);
    if (number === 1) throw new Error('away');
    await letGo;
    events.push(`over ${number}`);
  }).catch((thrown: Error) => void events.push(thrown.message));
  await new Promise(setImmediate);
  go();
  await working;

  expect(events).toEqual(['begun 0', 'begun 1', 'over 0', 'away']);
});

test('where nothing more can be listed, what was begun is over before that is told', async () => {
  const done: number[] = [];
  async function* broken() {
    yield 1;
    throw new Error('the catalogue is away');
  }

  const working = severalAtOnce(broken(), 5, async (number) => {
    await new Promise(setImmediate);
    done.push(number);
  });

  await expect(working).rejects.toThrow('the catalogue is away');
  expect(done).toEqual([1]);
});
