import { expect, test } from 'vitest';
import { parseActivityWindow, secondsFrom, windowEnds, windowsAround } from './activity-window.ts';

test.each([
  ['2026', '2026-01-01T00:00:00Z', '2026-12-31T23:59:59Z'],
  ['2024-02', '2024-02-01T00:00:00Z', '2024-02-29T23:59:59Z'],
  ['2026-11-23', '2026-11-23T00:00:00Z', '2026-11-23T23:59:59Z'],
  ['2026-11-23T10', '2026-11-23T10:00:00Z', '2026-11-23T10:59:59Z'],
  ['2026-11-23T10:15', '2026-11-23T10:15:00Z', '2026-11-23T10:15:59Z'],
  ['2026-11-23T10:15:30', '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z'],
])('%s is from its first second to its last', (window, from, until) => {
  expect(parseActivityWindow(window)).toBe(window);
  expect(windowEnds(window)).toEqual({ from, until });
});

test.each(['', '26', '2026-13', '2026-02-30', '2026-11-23T24', '2026-11-23T10:60', '2026-11-23Z', ' 2026', '2026-'])(
  '“%s” is no stretch of time',
  (written) => expect(parseActivityWindow(written)).toBeNull(),
);

test('a moment lies in a year, a month, a day, an hour, a minute and a second', () => {
  expect(windowsAround('2026-11-23T10:15:30Z')).toEqual([
    '2026',
    '2026-11',
    '2026-11-23',
    '2026-11-23T10',
    '2026-11-23T10:15',
    '2026-11-23T10:15:30',
  ]);
  expect(secondsFrom('2026-01-01T00:00:00Z', -1)).toBe('2025-12-31T23:59:59Z');
});
