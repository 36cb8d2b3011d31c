import { describe, expect, test } from 'vitest';
import { parseSearchAddress, searchHref, toggle, toSearchQuery } from './search-address.ts';

describe('the address of a search page', () => {
  test('comes back from what was read of it', () => {
    const href = '/search?q=%C4%91%E1%BB%8Ba+ch%C3%AD&kind=book&kind=map&decade=1950&sort=newest&offset=20';

    expect(searchHref(parseSearchAddress(read(href)))).toBe(href);
  });

  test.each([
    ['/search?kind=poem&library=..%2Fx&decade=abc&decade=1954&language=V', '/search'],
    ['/search?sort=random&offset=-5', '/search'],
    ['/search?q=++&offset=abc', '/search'],
    ['/search?offset=99999999999', '/search'],
    [`/search?q=${'a'.repeat(600)}`, `/search?q=${'a'.repeat(500)}`],
  ])('%s is read as %s: what cannot be understood is left out', (written, meant) => {
    expect(searchHref(parseSearchAddress(read(written)))).toBe(meant);
  });

  test('takes a value of a facet away when it is chosen already, and begins with the first result', () => {
    const search = parseSearchAddress(read('/search?q=a&kind=book&offset=40'));

    expect(searchHref(toggle(search, 'kind', 'map'))).toBe('/search?q=a&kind=book&kind=map');
    expect(searchHref(toggle(search, 'kind', 'book'))).toBe('/search?q=a');
  });

  test('asks the library for just that', () => {
    expect(toSearchQuery(parseSearchAddress(read('/search?q=a&decade=1950&library=tinh')))).toEqual({
      text: 'a',
      filter: { libraries: ['tinh'], decades: [1950] },
      sort: 'relevance',
      offset: 0,
      limit: 20,
    });
  });
});

function read(href: string): Readonly<Record<string, unknown>> {
  const parameters = new URL(href, 'http://a').searchParams;
  return Object.fromEntries(
    [...parameters.keys()]
      .map((name) => [name, parameters.getAll(name)])
      .map(([name, values]) => {
        const list = values as string[];
        return [name, list.length > 1 ? list : list[0]];
      }),
  );
}
