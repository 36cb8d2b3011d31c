import { expect, test } from 'vitest';
import { parseListQuery } from './parse-query.ts';

test('a listing is asked for by state, library and where the last one ended', () => {
  expect(parseListQuery({ state: 'failed', library: 'tinh', after: 'x', limit: '5' })).toEqual({
    filter: { library: 'tinh', states: ['failed'] },
    stretch: { limit: 5, after: 'x' },
  });
});
