import { describe, expect, test } from 'vitest';
import { parseListQuery, parseSearchQuery } from './parse-query.ts';

describe('the address of a search', () => {
  test('asks for the first twenty of everything when nothing is said', () => {
    expect(parseSearchQuery({})).toEqual({ text: '', filter: {}, sort: 'relevance', offset: 0, limit: 20 });
  });

  test('may name several values of one facet', () => {
    expect(parseSearchQuery({ q: 'địa chí', kind: ['map', 'book'], decade: '1950', library: 'tinh' })).toMatchObject({
      text: 'địa chí',
      filter: { kinds: ['map', 'book'], decades: [1950], libraries: ['tinh'] },
    });
  });

  test.each([
    ['limit', '101'],
    ['limit', '-1'],
    ['offset', '1e9'],
    ['kind', 'poem'],
    ['decade', '1954'],
    ['library', '../x'],
    ['q', ['a', 'b']],
    ['q', 'a'.repeat(1_001)],
    ['sort', 'random'],
  ])('is refused for %s=%s, by the name of the parameter', (parameter, written) => {
    expect(() => parseSearchQuery({ [parameter]: written })).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'input.bad-form',
        details: { field: expect.stringMatching(new RegExp(`^${parameter}`)) },
      }),
    );
  });
});

test('a listing is asked for by state, library and where the last one ended', () => {
  expect(parseListQuery({ state: 'failed', library: 'tinh', after: 'x', limit: '5' })).toEqual({
    filter: { library: 'tinh', states: ['failed'] },
    stretch: { limit: 5, after: 'x' },
  });
});
