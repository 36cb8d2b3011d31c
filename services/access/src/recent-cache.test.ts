import { describe, expect, test } from 'vitest';
import { createRecentCache } from './recent-cache.ts';

describe('a cache of what was asked for lately', () => {
  test('loads once what two readers ask for at the same time', async () => {
    const cache = createRecentCache<string>(100);
    let loads = 0;
    const load = async () => {
      loads += 1;
      return { value: 'page', sizeBytes: 10 };
    };

    const both = await Promise.all([cache.get('a', load), cache.get('a', load)]);

    expect(both).toEqual(['page', 'page']);
    expect(loads).toBe(1);
  });

  test('never keeps more bytes than it may, and lets go of what was not asked for longest', async () => {
    const cache = createRecentCache<string>(25);
    const loaded: string[] = [];
    const ask = (key: string) =>
      cache.get(key, async () => {
        loaded.push(key);
        return { value: key, sizeBytes: 10 };
      });

    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);

    expect(loaded).toEqual(['a', 'b', 'c', 'b']);
    expect(cache.sizeBytes()).toBe(20);
  });

  test('does not keep what is larger than the whole cache', async () => {
    const cache = createRecentCache<string>(5);

    expect(await cache.get('atlas', async () => ({ value: 'atlas', sizeBytes: 6 }))).toBe('atlas');
    expect(cache.sizeBytes()).toBe(0);
  });

  test('asks again after a failure', async () => {
    const cache = createRecentCache<string>(100);
    await expect(cache.get('a', () => Promise.reject(new Error('the disk is away')))).rejects.toThrow('away');

    expect(await cache.get('a', async () => ({ value: 'back', sizeBytes: 1 }))).toBe('back');
  });
});
