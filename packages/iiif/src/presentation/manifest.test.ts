import {
  type Bookmark,
  type Document,
  type ManifestPage,
  parseDocumentId,
  parseLibraryCode,
  parseRecord,
  publicRights,
  type Rights,
  rightsOf,
  UNRECKONED,
} from '@diachi/domain';
import { expect, test } from 'vitest';
import { collectionNamed, collectionSegment, iiifAddresses } from './iiif-addresses.ts';
import { type ManifestSource, manifestTexts } from './manifest.ts';
import type { Manifest, Range, Reference } from './resources.ts';

test('a record is told in Vietnamese and English, each in its place', () => {
  const manifest = written({
    title: 'Địa chí Điện Biên',
    englishTitle: 'Gazetteer of Điện Biên',
    summary: 'Về tỉnh.',
    englishSummary: 'Of the province.',
    date: '1954-05-07',
    creators: [
      { name: 'Nguyễn Văn A', part: 'author' },
      { name: 'Lò Thị B', part: 'author' },
      { name: 'Cầm C', part: 'translator' },
    ],
    callNumber: 'DC 12',
    licence: 'cc-by',
    rightsHolder: 'Gia đình tác giả',
  });

  expect(manifest.label).toEqual({ vi: ['Địa chí Điện Biên'], en: ['Gazetteer of Điện Biên'] });
  expect(manifest.summary).toEqual({ vi: ['Về tỉnh.'], en: ['Of the province.'] });
  expect(manifest.rights).toBe('http://creativecommons.org/licenses/by/4.0/');
  expect(manifest.navDate).toBe('1954-05-07T00:00:00Z');
  expect(manifest.requiredStatement.value).toEqual({
    vi: ['Thư viện tỉnh', 'Chủ sở hữu quyền: Gia đình tác giả'],
    en: ['Thư viện tỉnh', 'Rights holder: Gia đình tác giả'],
  });
  expect(manifest.metadata).toContainEqual({
    label: { vi: ['Tác giả'], en: ['Author'] },
    value: { none: ['Nguyễn Văn A', 'Lò Thị B'] },
  });
  expect(manifest.metadata).toContainEqual({
    label: { vi: ['Ký hiệu kho'], en: ['Call number'] },
    value: { none: ['DC 12'] },
  });
});

test.each(['1954', '1954-05', '1954-05-07~', '195X', '1954-05-01/1954-05-07'])(
  'a date that is no exact day (%s) is not put on a calendar',
  (date) => expect(written({ date }).navDate).toBeUndefined(),
);

test('nobody having looked at its licence is not said to be any', () => {
  expect(written({ licence: 'unknown' })).not.toHaveProperty('rights');
});

test('what is described in another language is said to be', () => {
  expect(written({ title: 'Le Haut-Tonkin', language: 'fra+vie' })).toMatchObject({
    label: { fr: ['Le Haut-Tonkin'] },
    viewingDirection: 'left-to-right',
  });
});

test('a book in old Chinese characters is leafed through from right to left', () => {
  expect(written({ language: 'chi_tra+vie' }).viewingDirection).toBe('right-to-left');
});

test('headings lie within those above them, and each page is under the last heading before it', () => {
  const bookmarks: Bookmark[] = [
    { title: 'Phần một', page: 0, level: 1 },
    { title: 'Chương 1', page: 1, level: 2 },
    { title: 'Chương 2', page: 3, level: 2 },
    { title: 'Phần hai', page: 4, level: 1 },
    { title: 'ngoài sách', page: 99, level: 1 },
  ];

  const [contents] = written({}, { pages: 6, bookmarks }).structures ?? [];

  expect(outline(contents)).toEqual([
    ['Phần một', 0, ['Chương 1', 1, 2], ['Chương 2', 3]],
    ['Phần hai', 4, 5],
  ]);
});

test('headings that lead back, or far down, are written all the same', () => {
  const bookmarks = Array.from({ length: 300 }, (_, at) => ({ title: `${at}`, page: (at * 7) % 5, level: at }));

  const [contents] = written({}, { pages: 5, bookmarks }).structures ?? [];

  expect(JSON.stringify(contents).match(/"type":"Range"/g)).toHaveLength(301);
});

test('a page is never written in more than one piece, so that a volume can be sent as it is written', () => {
  const pieces = [...manifestTexts(source({}, { pages: 3_000, bookmarks: [{ title: 'x', page: 0, level: 1 }] }))];

  expect(Math.max(...pieces.slice(1).map(({ length }) => length))).toBeLessThan(4_000);
  expect((JSON.parse(pieces.join('')) as Manifest).items).toHaveLength(3_000);
});

test.each(['Sách cổ', '', '-', '~', '~x', '.', '..', 'a/b?c#d%e', 'Báo “Điện Biên”'])(
  'a collection called “%s” is found again by its address',
  (name) => {
    const { pathname } = new URL(`https://kho.example/libraries/tinh/collections/${collectionSegment(name)}`);
    const segments = pathname.split('/');

    expect(segments).toHaveLength(5);
    expect(collectionNamed(decodeURIComponent(segments[4] ?? ''))).toBe(name);
  },
);

const library = { code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' };

type More = { readonly pages?: number; readonly bookmarks?: readonly Bookmark[]; readonly rights?: Rights };

const written = (record: object, more: More = {}): Manifest =>
  JSON.parse([...manifestTexts(source(record, more))].join('')) as Manifest;

function source(record: object, { pages = 1, bookmarks = [], rights }: More): ManifestSource {
  const document = {
    id: parseDocumentId('0123456789abcdef'),
    record: parseRecord({
      title: 'Địa chí',
      library: 'tinh',
      collection: 'Sách cổ',
      kind: 'book',
      date: '',
      language: 'vie',
      ...record,
    }),
    publishedRevision: 2,
    recordVersion: 1,
  } as unknown as Document;
  const everybody = publicRights(document, '2026-11-23');
  return {
    addresses: iiifAddresses('https://kho.example'),
    document,
    library,
    logo: null,
    rights: rights ?? rightsOf(document, { role: 'reader', library: null }, '2026-11-23'),
    isSearchable: everybody.text,
    pages: Array.from({ length: pages }, (_, page) => pageNamed(page)),
    bookmarks,
  };
}

const pageNamed = (page: number): ManifestPage => ({
  page,
  label: String(page + 1),
  state: 'read',
  ...UNRECKONED,
  image: { widthPx: 2_000, heightPx: 3_000, type: 'image/jpeg', dpi: 300 },
  files: [],
});

type Outline = (string | number | Outline)[];

/** A range as its headings, and the pages that are its own. */
function outline(range: Range | undefined): Outline {
  const isRange = (item: Range | Reference<'Canvas'>): item is Range => item.type === 'Range';
  return (range?.items ?? []).map((item) =>
    isRange(item) ? [Object.values(item.label)[0]?.[0] ?? '', ...outline(item)] : Number(item.id.split('/').at(-1)),
  ) as Outline;
}
