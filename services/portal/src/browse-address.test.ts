import { parseLibraryCode } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import { browseHref, parseBrowseAddress, toFilter, toSearch } from './browse-address.ts';
import { searchHref } from './search-address.ts';

const library = parseLibraryCode('muong-te');

describe('the address of a list of documents', () => {
  test.each([
    '/documents',
    '/documents?library=muong-te',
    '/documents?collection=B%C3%A1o+%26+%E1%BA%A3nh',
    '/documents?library=muong-te&collection=B%C3%A1o',
    '/documents?kind=map&after=3_2024-05-07T00%3A00%3A00.000Z',
  ])('%s is written as it was read', (href) => {
    expect(browseHref(read(href))).toBe(href);
  });

  test.each([
    '/documents?library=../etc',
    '/documents?library=a&library=b',
    '/documents?kind=spaceship',
    `/documents?collection=${'a'.repeat(201)}`,
    '/documents?after=',
  ])('of %s what cannot be understood is left out', (href) => {
    expect(read(href)).toEqual({});
  });

  test('a kind is listed by itself', () => {
    expect(read('/documents?kind=map&library=muong-te&collection=B')).toEqual({ kind: 'map' });
  });
});

test('a list asks for what is published only, and leads to a search in the same documents', () => {
  const address = { library, collection: 'Báo', after: 'x' };

  expect(toFilter(address)).toEqual({ states: ['published'], library, collection: 'Báo' });
  expect(searchHref(toSearch(address))).toBe('/search?library=muong-te&collection=B%C3%A1o');
  expect(searchHref(toSearch({ kind: 'map' }))).toBe('/search?kind=map');
});

/** As express reads it: a name written twice is a list. */
function read(href: string) {
  const { searchParams } = new URL(href, 'http://here.invalid');
  const all = [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)] as const);
  return parseBrowseAddress(
    Object.fromEntries(all.map(([name, values]) => [name, values.length > 1 ? values : values[0]])),
  );
}
