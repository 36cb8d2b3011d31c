import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

test('six a minute begin ten seconds apart, after a rest as well', () => {
  const pace = createPace(6);
  expect(pace.waitMs(0)).toBe(0);

  pace.begin(0);
  expect(pace.waitMs(4_000)).toBe(6_000);
  expect(pace.waitMs(10_000)).toBe(0);
  pace.begin(100_000);
  expect(pace.waitMs(100_001)).toBe(9_999);
});

test('without a number nothing waits', () => {
  const pace = createPace(undefined);
  pace.begin(0);
  expect(pace.waitMs(0)).toBe(0);
});

test('none a minute, or a part of one, is a mistake', () => {
  expect(() => createPace(0)).toThrow('At least one');
  expect(() => createPace(0.5)).toThrow('At least one');
});
