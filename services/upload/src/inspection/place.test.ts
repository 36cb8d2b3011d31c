import { parseDocumentId } from '@diachi/domain';
import { expect, test } from 'vitest';
import { type Place, placeOf } from './place.ts';

const id = parseDocumentId('0123456789abcdef');
const problem = {
  code: 'inspection.unknown-object',
  message: 'The store has aaa.',
  details: { key: 'aaa', sizeBytes: 1 },
};
const place: Place = {
  version: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
  keptAt: '2026-01-01T00:10:00.000Z',
  found: {
    counts: { documents: 4, objects: 90, indexed: 3, repaired: 0, problems: 1 },
    repaired: [],
    problems: [problem],
  },
  readAnew: 2,
  reached: {
    part: 'store',
    after: 'documents/0123456789abcdef0',
    planned: 1,
    doubts: { documents: [id], originals: ['originals/aa/x'], objects: ['aaa'] },
    index: { after: id, others: [id], isAway: false },
  },
};
const written = (changed: object) => JSON.parse(JSON.stringify({ ...place, ...changed }));

test('what is kept is read again as it was', () => {
  const among = { ...place, reached: { part: 'documents', after: '7_2026-01-01T00:00:00.000Z' } };
  const atFirst = { ...place.reached, after: null, index: { after: null, others: [], isAway: true } };

  expect(placeOf(written({}))).toEqual(place);
  expect(placeOf(written(among))).toEqual(among);
  expect(placeOf(written({ reached: atFirst }))).toEqual({ ...place, reached: atFirst });
});

test.each([
  { found: { ...place.found, counts: {} } },
  { readAnew: -1 },
  { reached: { part: 'somewhere', after: 'a' } },
  { reached: { part: 'documents', after: null } },
  { reached: { ...place.reached, index: { after: '../x', others: [], isAway: false } } },
  { reached: { ...place.reached, doubts: { documents: ['x'], originals: [], objects: [] } } },
])('%j is no place', (changed) => {
  expect(() => placeOf(written(changed))).toThrow();
});
