import { expect, test } from 'vitest';
import { parseListQuery, parseSearchQuery } from './parse-query.ts';

test('a search is refused by the name of the parameter that cannot be used', () => {
  expect(parseSearchQuery({ q: 'địa chí', kind: ['map', 'book'] })).toMatchObject({
    filter: { kinds: ['map', 'book'] },
  });
  expect(() => parseSearchQuery({ q: 'địa chí', kind: ['map', 'poem'] })).toThrow(
    expect.objectContaining({ kind: 'invalid', code: 'input.bad-form', details: { field: 'kind' } }),
  );
});

test('a listing is asked for by state, library and where the last one ended', () => {
  expect(parseListQuery({ state: 'failed', library: 'tinh', after: 'x', limit: '5' })).toEqual({
    filter: { library: 'tinh', states: ['failed'] },
    stretch: { limit: 5, after: 'x' },
  });
});
