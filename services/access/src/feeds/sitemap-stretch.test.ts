import { expect, test } from 'vitest';
import { monthAfter, monthOf, parseSitemapStretch, partsOf } from './sitemap-stretch.ts';

test.each([
  ['2026-02', '2026-02-01T00:00:00Z', '2026-02-28T23:59:59Z'],
  ['2024-02', '2024-02-01T00:00:00Z', '2024-02-29T23:59:59Z'],
  ['2026-12', '2026-12-01T00:00:00Z', '2026-12-31T23:59:59Z'],
  ['2026-11-23', '2026-11-23T00:00:00Z', '2026-11-23T23:59:59Z'],
  ['2026-11-23T04', '2026-11-23T04:00:00Z', '2026-11-23T04:59:59Z'],
  ['2026-11-23T04-05', '2026-11-23T04:05:00Z', '2026-11-23T04:05:59Z'],
])('%s is from %s to %s', (name, from, until) => {
  expect(parseSitemapStretch(name)).toEqual({ name, from, until });
});

test.each(['', '2026', '2026-13', '2026-02-30', '2026-11-23T25', '2026-11-23T04-60', '../etc', '2026-11-23T04:05:06'])(
  'there is nothing at %j',
  (name) => {
    expect(() => parseSitemapStretch(name)).toThrow(expect.objectContaining({ code: 'address.missing' }));
  },
);

test('a month is followed by the next, over the turn of a year too', () => {
  expect(monthAfter(monthOf('2026-11-23T04:05:06Z')).name).toBe('2026-12');
  expect(monthAfter(parseSitemapStretch('2026-12')).name).toBe('2027-01');
});

test.each([
  ['2026-02', 28, '2026-02-28'],
  ['2026-11-23', 24, '2026-11-23T23'],
  ['2026-11-23T04', 60, '2026-11-23T04-59'],
])('%s is made of %i parts, which meet', (name, count, last) => {
  const whole = parseSitemapStretch(name);
  const parts = partsOf(whole);

  expect(parts).toHaveLength(count);
  expect(parts.at(-1)?.name).toBe(last);
  expect([parts[0]?.from, parts.at(-1)?.until]).toEqual([whole.from, whole.until]);
  expect(parts.map(({ name: part }) => parseSitemapStretch(part))).toEqual(parts);
});

test('a minute has no parts', () => {
  expect(partsOf(parseSitemapStretch('2026-11-23T04-05'))).toEqual([]);
});
