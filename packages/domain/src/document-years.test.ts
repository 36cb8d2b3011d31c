import { expect, test } from 'vitest';
import { decadesOf } from './document-years.ts';
import { parseEdtf } from './edtf.ts';

test.each([
  ['1954-05-07', [1950]],
  ['195X', [1950]],
  ['1949/1951', [1940, 1950]],
  ['19XX', [1900, 1910, 1920, 1930, 1940, 1950, 1960, 1970, 1980, 1990]],
  ['1954/..', [1950]],
  ['../1954', [1950]],
  ['-0005', [-10]],
  ['XXXX', []],
  ['Y-170000000/2000', [-170_000_000, 2000]],
])('%s falls in the decades %j', (date, decades) => {
  expect(decadesOf(parseEdtf(date))).toEqual(decades);
});

test('no date falls in no decade', () => {
  expect(decadesOf(null)).toEqual([]);
});
