import { parseLibraryCode } from '@diachi/domain';
import type { Shelf } from '@diachi/ports';
import { expect, test } from 'vitest';
import { createRecentShelves } from './recent-shelves.ts';

const shelf = (documents: number): Shelf => ({
  library: parseLibraryCode('tinh'),
  collection: '',
  kind: 'book',
  documents,
});

test('a small library is counted whenever somebody looks', async () => {
  const { shelves, counts } = counted({ tookMs: 0 });

  expect(await shelves()).toEqual([shelf(1)]);
  expect(await shelves()).toEqual([shelf(2)]);
  expect(counts()).toBe(2);
});

test('a large one is counted once for many who look, and again only after some time', async () => {
  const { shelves, counts, pass } = counted({ tookMs: 200 });

  expect(await Promise.all([shelves(), shelves()])).toEqual([[shelf(1)], [shelf(1)]]);
  pass(9_000);
  expect(await shelves()).toEqual([shelf(1)]);
  expect(counts()).toBe(1);
});

test('while a large one is counted again, the last count is shown', async () => {
  const { shelves, pass, settled } = counted({ tookMs: 200 });
  await shelves();
  pass(10_001);

  expect(await shelves()).toEqual([shelf(1)]);
  await settled();
  expect(await shelves()).toEqual([shelf(2)]);
});

test('a catalogue that is away keeps nobody from the last count of a large library', async () => {
  const { shelves, pass, settled, goAway } = counted({ tookMs: 200 });
  await shelves();
  pass(10_001);
  goAway();

  expect(await shelves()).toEqual([shelf(1)]);
  await settled();
  expect(await shelves()).toEqual([shelf(1)]);
});

test('a catalogue that is away from the beginning fails', async () => {
  const { shelves, goAway } = counted({ tookMs: 0 });
  goAway();

  await expect(shelves()).rejects.toThrow('away');
});

/** A catalogue that takes its time to count, and has one document more each time. */
function counted({ tookMs }: { readonly tookMs: number }) {
  let nowMs = 0;
  let counts = 0;
  let isAway = false;
  let last: Promise<unknown> = Promise.resolve();
  const count = async () => {
    counts += 1;
    const mine = counts;
    await Promise.resolve();
    nowMs += tookMs;
    if (isAway) throw new Error('away');
    return [shelf(mine)];
  };
  const catalogue = {
    shelves: () => {
      const counting = count();
      last = counting;
      return counting;
    },
  };
  return {
    shelves: createRecentShelves(catalogue, () => nowMs),
    counts: () => counts,
    pass: (ms: number) => {
      nowMs += ms;
    },
    goAway: () => {
      isAway = true;
    },
    settled: async () => {
      await last.catch(() => undefined);
      await Promise.resolve();
    },
  };
}
