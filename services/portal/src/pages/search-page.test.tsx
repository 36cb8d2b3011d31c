import type { Language } from '@diachi/messages';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { parseSearchAddress } from '../search-address.ts';
import { pageContract } from '../testing/page-contract.ts';
import { found, frame, HOSTILE, library } from '../testing/sample.ts';
import { SearchPage } from './search-page.tsx';

pageContract('search', (language) => searchPage(language, `q=${encodeURIComponent(HOSTILE)}&kind=book`));

pageContract('search that found nothing', (language) => searchPage(language, 'q=zzz&kind=map', { total: 0, hits: [] }));

describe('the search page', () => {
  test('marks what was sought, and keeps what was chosen in every link', () => {
    const html = renderToString(searchPage('vi', 'q=địa chí&kind=book&sort=newest'));

    expect(html).toContain('<mark>địa &lt;chí></mark>');
    expect(html).toContain('/search?q=%C4%91%E1%BB%8Ba+ch%C3%AD&amp;kind=book&amp;kind=map&amp;sort=newest');
    expect(html).toContain('offset=20');
    expect(html).toContain('Không thấy “đja”, hiển thị “địa”.');
    expect(html).toContain('type="hidden" name="kind" value="book"');
  });

  test('gives advice when nothing was found, and a way to drop the filters', () => {
    const html = renderToString(searchPage('vi', 'q=zzz&kind=map', { total: 0, hits: [] }));

    expect(html).toContain('Không tìm thấy “zzz”');
    expect(html).toContain('href="/search?q=zzz"');
  });

  test('shows what was chosen also when nothing has it any more, to be taken away', () => {
    const html = renderToString(searchPage('vi', 'q=zzz&decade=1950&language=fra', { total: 0, hits: [] }));

    expect(html).toMatch(/href="\/search\?q=zzz&amp;language=fra" aria-current="true"[^>]*>1950–1959/);
    expect(html).toMatch(/href="\/search\?q=zzz&amp;decade=1950" aria-current="true"[^>]*>Tiếng Pháp/);
  });

  test('offers no value that all results have, unless it was chosen', () => {
    const facets = { ...found().facets, libraries: [{ value: library.code, count: 41 }] };

    expect(renderToString(searchPage('vi', 'q=a', { facets }))).not.toContain('library=tinh');
    expect(renderToString(searchPage('vi', 'q=a&library=tinh', { facets }))).toMatch(
      /href="\/search\?q=a" aria-current="true"/,
    );
  });
});

test('words found by their start are told as such', () => {
  const html = renderToString(searchPage('vi', 'q=thu vie', { wordStart: 'vie' }));

  expect(html).toContain('Không thấy “thu vie”, hiển thị từ bắt đầu bằng “vie”.');
});

function searchPage(language: Language, query: string, changes: Parameters<typeof found>[0] = {}) {
  const address = parseSearchAddress(Object.fromEntries(new URLSearchParams(query)));
  return (
    <SearchPage
      frame={frame('reader', language)}
      search={address}
      found={found(changes)}
      libraries={[library]}
      sources={[]}
      toLookAt={0}
    />
  );
}
