import { expect, test } from 'vitest';
import { createCommitInTurn } from './commit-in-turn.ts';

test('a commit waits for those that share an upload with it, and for no other', async () => {
  const inTurn = createCommitInTurn();
  const told: string[] = [];
  const first = Promise.withResolvers<void>();

  const one = inTurn(['a', 'b'], async () => {
    told.push('one begins');
    await first.promise;
    told.push('one ends');
  });
  const two = inTurn(['b', 'c'], async () => void told.push('two'));
  const three = inTurn(['c'], async () => void told.push('three'));
  await inTurn(['d'], async () => void told.push('another'));
  expect(told).toEqual(['one begins', 'another']);
  first.resolve();
  await Promise.all([one, two, three]);

  expect(told).toEqual(['one begins', 'another', 'one ends', 'two', 'three']);
});

test('a commit that fails keeps nobody waiting', async () => {
  const inTurn = createCommitInTurn();
  const failing = inTurn(['a'], () => Promise.reject(new Error('away')));

  const next = inTurn(['a', 'a'], async () => 'done');

  await expect(failing).rejects.toThrow('away');
  expect(await next).toBe('done');
});
