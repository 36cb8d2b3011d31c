import { describe, expect, test } from 'vitest';
import { parseSearch } from './parse-search.ts';

const everything = { text: '', filter: {}, sort: 'relevance', offset: 0, limit: 20 };

describe('the parameters of a search', () => {
  test('ask for the first twenty of everything when nothing is said', () => {
    expect(parseSearch({})).toEqual({ search: everything, unusable: [] });
  });

  test('may name several values of one facet', () => {
    const asked = {
      q: 'địa chí',
      kind: ['map', 'book'],
      decade: '1950',
      library: 'tinh',
      language: 'vie',
      offset: '20',
    };

    expect(parseSearch(asked)).toEqual({
      search: {
        ...everything,
        text: 'địa chí',
        filter: { kinds: ['map', 'book'], decades: [1950], libraries: ['tinh'], languages: ['vie'] },
        offset: 20,
      },
      unusable: [],
    });
  });

  test.each([
    ['limit', '101'],
    ['limit', '-1'],
    ['limit', 'many'],
    ['offset', '1e9'],
    ['offset', ['1', '2']],
    ['kind', 'poem'],
    ['kind', ''],
    ['decade', '1954'],
    ['decade', '99990'],
    ['library', '../x'],
    ['language', 'V'],
    ['collection', ''],
    ['collection', 'a'.repeat(201)],
    ['q', ['a', 'b']],
    ['q', { a: 'b' }],
    ['sort', 'random'],
  ])('are as usual where %s=%j cannot be used, which is named', (parameter, written) => {
    expect(parseSearch({ [parameter]: written })).toEqual({ search: everything, unusable: [parameter] });
  });

  test('keep what can be used of a facet', () => {
    expect(parseSearch({ kind: ['poem', 'map'] })).toMatchObject({
      search: { filter: { kinds: ['map'] } },
      unusable: ['kind'],
    });
    const many = parseSearch({ collection: Array.from({ length: 51 }, (_, place) => `${place}`) });
    expect(many.search.filter.collections).toHaveLength(50);
    expect(many.unusable).toEqual(['collection']);
  });
});
