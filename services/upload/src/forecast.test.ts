import { expect, test } from 'vitest';
import { forecastSeconds } from './forecast.ts';

test('nothing is foretold before three pages show a pace', () => {
  expect(forecastSeconds([], 10)).toBeNull();
  expect(forecastSeconds([0, 2_000], 10)).toBeNull();
});

test('the pace of the last pages is that of the next ones', () => {
  expect(forecastSeconds([0, 2_000, 4_000], 10)).toBe(20);
});

test('a night without work is not taken for a slow page', () => {
  expect(forecastSeconds([0, 2_000, 36_000_000, 36_002_000], 10)).toBe(20);
});
