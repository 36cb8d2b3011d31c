import { expect, test } from 'vitest';
import { dayOf } from './day-of.ts';

test.each([
  [new Date(2026, 10, 3, 0, 0, 0), '2026-11-03'],
  [new Date(2026, 10, 3, 23, 59, 59), '2026-11-03'],
  [new Date(2031, 0, 1, 0, 0, 0), '2031-01-01'],
])('%s is the day that people at the library call it', (moment, day) => {
  expect(dayOf(moment)).toBe(day);
});
