import { parseLibraryCode } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import { parseSetSpec, type RecordSet, SET_SPEC, setSpec, setsOf } from './set-spec.ts';

const library = parseLibraryCode('muong-te');

describe('sets', () => {
  test.each<RecordSet>([
    { of: 'library', library },
    { of: 'kind', kind: 'newspaper' },
    ...[
      'Sách chữ Hán',
      'a:b/c?d&e=f',
      '100%',
      '~',
      'x.20y',
      'tr. 5',
      "O'Brien (2)",
      'Đ',
      '😀',
      '\t',
      'ộ'.normalize('NFD'),
    ].map((collection): RecordSet => ({ of: 'collection', library, collection })),
  ])('$of $collection is written with what may stand in a set, and read back as it was', (set) => {
    const spec = setSpec(set);

    expect(spec).toMatch(SET_SPEC);
    expect(parseSetSpec(spec)).toEqual(set);
  });

  test('a collection is read in its name, as far as letters allow', () => {
    expect(setSpec({ of: 'collection', library, collection: 'Sách cổ' })).toBe(
      'collection:muong-te:S.C3.A1ch.20c.E1.BB.95',
    );
  });

  test('two names that differ are two sets', () => {
    const names = ['a b', 'a.20b', 'a~20b', 'a%20b', 'A b', 'a  b'];

    expect(new Set(names.map((collection) => setSpec({ of: 'collection', library, collection }))).size).toBe(6);
  });

  test.each([
    'library',
    'library:',
    'library:Tinh',
    'library:tinh:x',
    'kind',
    'kind:books',
    'kind:book:x',
    'collection:tinh',
    'collection:tinh:',
    'collection:Tinh:x',
    'collection:tinh:x:y',
    'collection:tinh:.',
    'collection:tinh:a~b',
    'collection:tinh:.E1',
    'collection:tinh:.41',
    'collection:tinh:.c3.a1',
    'shelf:1',
    '',
  ])('“%s” is no set', (spec) => {
    expect(parseSetSpec(spec)).toBeNull();
  });

  test('a document is in the set of its library, its kind, and its collection if it has one', () => {
    const place = { library, collection: 'Báo', kind: 'map' } as const;

    expect(setsOf(place).map(setSpec)).toEqual(['library:muong-te', 'collection:muong-te:B.C3.A1o', 'kind:map']);
    expect(setsOf({ ...place, collection: '' }).map(setSpec)).toEqual(['library:muong-te', 'kind:map']);
  });
});
