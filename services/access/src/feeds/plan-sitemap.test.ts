import { expect, test } from 'vitest';
import { planSitemap } from './plan-sitemap.ts';

const catalogueOf = (times: readonly string[]) => ({
  earliestChange: async () => times.toSorted()[0] ?? null,
  countChanges: async ({ from = '', until = '' }) => times.filter((at) => at >= from && at <= until).length,
});

const now = new Date('2026-11-23T10:00:00Z');

test('months with nothing in them are left out', async () => {
  const planned = await planSitemap(catalogueOf(['2026-08-31T23:59:59Z', '2026-11-01T00:00:00Z']), now);

  expect(planned.map(({ name }) => name)).toEqual(['2026-08', '2026-11']);
});

test('a month with more than one file may tell is told by its days, and a day by its hours', async () => {
  const hours = ['00', '00', '05', '05', '23'].map((hour) => `2026-11-02T${hour}:10:00Z`);
  const planned = await planSitemap(catalogueOf(['2026-11-01T01:00:00Z', ...hours]), now, 2);

  expect(planned.map(({ name }) => name)).toEqual(['2026-11-01', '2026-11-02T00', '2026-11-02T05', '2026-11-02T23']);
});

test('a library without documents has no files', async () => {
  expect(await planSitemap(catalogueOf([]), now)).toEqual([]);
});
