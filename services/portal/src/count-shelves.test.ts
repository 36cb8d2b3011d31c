import { parseLibraryCode } from '@diachi/domain';
import { expect, test } from 'vitest';
import { countShelves } from './count-shelves.ts';

const [tinh, muongTe] = [parseLibraryCode('tinh'), parseLibraryCode('muong-te')];
const shelves = [
  { library: tinh, collection: 'Báo', kind: 'newspaper', documents: 5 },
  { library: tinh, collection: '', kind: 'book', documents: 2 },
  { library: muongTe, collection: 'Báo', kind: 'newspaper', documents: 3 },
  { library: muongTe, collection: 'Ảnh', kind: 'photograph', documents: 3 },
] as const;

test('shelves are added up by library, collection and kind, most first', () => {
  expect(countShelves(shelves)).toEqual({
    total: 13,
    libraries: [
      { value: tinh, count: 7 },
      { value: muongTe, count: 6 },
    ],
    collections: [
      { value: 'Báo', count: 8 },
      { value: 'Ảnh', count: 3 },
    ],
    kinds: [
      { value: 'newspaper', count: 8 },
      { value: 'photograph', count: 3 },
      { value: 'book', count: 2 },
    ],
  });
});

test('in a library its own collections are counted, and all libraries and kinds stay in sight', () => {
  const counts = countShelves(shelves, { library: muongTe, collection: 'Báo' });

  expect(counts.total).toBe(3);
  expect(counts.collections.map(({ value }) => value)).toEqual(['Ảnh', 'Báo']);
  expect(counts.libraries).toHaveLength(2);
  expect(countShelves(shelves, { kind: 'map' }).total).toBe(0);
});
