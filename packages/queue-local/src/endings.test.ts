import { expect, test } from 'vitest';
import { createEndings } from './endings.ts';

test('a group has ended since a moment before its last ending, whatever others did', () => {
  const endings = createEndings();
  const first = endings.now();
  endings.note('a');
  const second = endings.now();
  endings.note('b');

  expect([endings.hasEndedSince('a', first), endings.hasEndedSince('a', second)]).toEqual([true, false]);
  expect([endings.hasEndedSince('b', second), endings.hasEndedSince('c', first)]).toEqual([true, false]);
});

test('of groups that are told apart no more, it may be that they ended after what was forgotten', () => {
  const endings = createEndings(2);
  const first = endings.now();
  for (const group of ['a', 'b', 'a', 'c']) endings.note(group);
  const later = endings.now();

  expect([endings.hasEndedSince('b', first), endings.hasEndedSince('a', first)]).toEqual([true, true]);
  expect([endings.hasEndedSince('b', later), endings.hasEndedSince('unknown', later)]).toEqual([false, false]);
  expect(endings.hasEndedSince('unknown', first)).toBe(true);
});
