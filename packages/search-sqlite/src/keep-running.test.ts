import { expect, test } from 'vitest';
import { keepRunning } from './keep-running.ts';

test('one thread serves as long as it lives', async () => {
  const { live, threads } = starter();

  expect(await live()).toBe(await live());
  expect(threads).toHaveLength(1);
});

test('a thread that broke down is replaced once, for everybody who asks', async () => {
  const { live, last, threads } = starter();
  const broken = await live();
  broken.isAlive = false;

  const [one, other] = await Promise.all([live(), live()]);

  expect(one).toBe(other);
  expect(one).not.toBe(broken);
  expect(threads).toHaveLength(2);
  expect(await last()).toBe(one);
});

test('a start that failed is told, and tried again by the next who asks', async () => {
  const { live, last, failNext } = starter();
  failNext();

  await expect(live()).rejects.toThrow('in use');
  expect(await last()).toBeUndefined();
  expect(await live()).toMatchObject({ isAlive: true });
});

function starter() {
  const threads: { isAlive: boolean }[] = [];
  let fails = false;
  const { live, last } = keepRunning(async () => {
    if (fails) {
      fails = false;
      throw new Error('in use');
    }
    const thread = { isAlive: true };
    threads.push(thread);
    return thread;
  });
  return {
    live,
    last,
    threads,
    failNext: () => {
      fails = true;
    },
  };
}
