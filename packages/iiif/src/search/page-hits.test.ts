import { parseDocumentId } from '@diachi/domain';
import type { PageText, Word } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import { iiifAddresses } from '../presentation/iiif-addresses.ts';
import { pageHits } from './page-hits.ts';
import { searchOne } from './search-one.ts';
import { FIRST_PLACE, type SearchResults } from './search-results.ts';
import { searchTwo } from './search-two.ts';

const text = page([
  ['Năm', 'ấy', 'Điện'],
  ['Biên', 'Phủ', 'và', 'hoà', 'bình,'],
  ['hòa', 'hòa', 'thuỷ'],
]);

test('a phrase over the end of a line is one place with a part on each line', () => {
  const [hit, ...others] = pageHits(4, text, '"dien bien phu"', {});

  expect(others).toEqual([]);
  expect(hit?.parts.map((part) => [part.text, part.box])).toEqual([
    ['Điện', { x: 200, y: 0, width: 90, height: 40 }],
    ['Biên Phủ', { x: 0, y: 50, width: 190, height: 40 }],
  ]);
  expect([hit?.before, hit?.after]).toEqual(['Năm ấy', 'và hoà bình, hòa hòa thuỷ']);
});

test('one word is found wherever it stands, in old and new spelling, each place by itself', () => {
  expect(pageHits(0, text, 'hòa', {}).map(({ parts }) => parts.map((part) => part.text))).toEqual([
    ['hoà'],
    ['hòa'],
    ['hòa'],
  ]);
});

describe('a place of two lines', () => {
  const results: SearchResults = {
    addresses: iiifAddresses('https://kho.example'),
    id: parseDocumentId('0123456789abcdef'),
    query: '"dien bien phu"',
    language: 'vi',
    hits: pageHits(4, text, '"dien bien phu"', {}),
    place: FIRST_PLACE,
    previous: null,
    next: { offset: 25, start: 2 },
    ignored: [],
  };

  test('is two annotations with one context in Content Search 2.0', () => {
    const { items, annotations, partOf, next } = searchTwo(results);
    const [context] = annotations[0]?.items ?? [];

    expect(items.map(({ target }) => target)).toEqual([
      'https://kho.example/iiif/presentation/3/documents/0123456789abcdef/canvas/4#xywh=200,0,90,40',
      'https://kho.example/iiif/presentation/3/documents/0123456789abcdef/canvas/4#xywh=0,50,190,40',
    ]);
    expect(context?.target).toMatchObject([
      { source: items[0]?.id, selector: [{ prefix: 'Năm ấy ', exact: 'Điện' }] },
      { source: items[1]?.id, selector: [{ exact: 'Biên Phủ', suffix: ' và hoà bình, hòa hòa thuỷ' }] },
    ]);
    expect(partOf).not.toHaveProperty('total');
    expect(next?.id).toBe(
      'https://kho.example/iiif/search/2/documents/0123456789abcdef?q=%22dien%20bien%20phu%22&offset=25&start=2',
    );
  });

  test('is two annotations with one hit in Content Search 1.0', () => {
    const { resources, hits } = searchOne(results);

    expect(hits).toEqual([
      {
        '@type': 'search:Hit',
        annotations: resources.map((resource) => resource['@id']),
        match: 'Điện Biên Phủ',
        before: 'Năm ấy ',
        after: ' và hoà bình, hòa hòa thuỷ',
      },
    ]);
  });
});

function page(lines: readonly (readonly string[])[]): PageText {
  const words = lines.flatMap((line, number) =>
    line.map(
      (written, place): Word => ({
        text: written,
        box: { x: place * 100, y: number * 50, width: 90, height: 40 },
        confidence: 1,
        line: number,
        block: 0,
      }),
    ),
  );
  return {
    version: 1,
    kind: 'read',
    image: { widthPx: 1_000, heightPx: 1_000, type: 'image/png', dpi: 300 },
    engine: { name: 'none', version: '', model: '', settings: {} },
    treatments: [],
    look: null,
    words,
    blocks: [],
    furtherEngines: [],
    expectedError: null,
    damage: null,
  };
}
