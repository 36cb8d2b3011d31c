import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentRecord, keys } from '@diachi/domain';
import { Ajv, type ValidateFunction } from 'ajv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IiifLibrary, openIiifLibrary } from './open-iiif-library.ts';
import { type BookPage, publishBook } from './published-book.ts';

const schema = join(import.meta.dirname, '..', '..', 'fixtures', 'schemas', 'iiif-presentation', 'iiif_3_0.json');

let library: IiifLibrary;
let validate: ValidateFunction;

beforeAll(async () => {
  library = await openIiifLibrary();
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat('uri', (written: string) => URL.canParse(written));
  ajv.addFormat('date-time', (written: string) => /^-?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(written));
  validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
});
afterAll(() => library.close());

const twoPages: readonly BookPage[] = [
  { lines: ['CHƯƠNG MỘT', 'Lai Châu có hoa ban'], hasHeading: true },
  { lines: ['sông Đà'] },
];

const everything: Partial<DocumentRecord> = {
  collection: 'Sách cổ / 100% “Điện Biên”',
  englishTitle: 'A gazetteer',
  otherTitle: 'Tên khác',
  creators: [
    { name: 'Nguyễn Văn A', part: 'author' },
    { name: 'Sở Văn hoá', part: 'issuer' },
  ],
  publisher: 'Nhà in tỉnh',
  publicationPlace: 'Lai Châu',
  series: 'Tư liệu, tập 3',
  subjects: ['Lịch sử', 'Dân tộc Thái'],
  places: ['Mường Thanh'],
  summary: 'Về <b>tỉnh</b> & sông.',
  englishSummary: 'Of the province.',
  extent: '2 tr.',
  note: 'Rách bìa.',
  callNumber: 'DC 12',
  isbn: '9786041234567',
  licence: 'in-copyright',
  rightsHolder: 'Gia đình tác giả',
};

test.each<[string, readonly BookPage[], object, Partial<DocumentRecord>]>([
  ['of which nothing is said', twoPages, {}, {}],
  ['of which everything is said', twoPages, { date: '1954-05-07' }, everything],
  ['with a page nobody could draw', [{ lines: null }, ...twoPages], {}, {}],
  ['whose page has no words', [{ lines: [] }], { kind: 'map', date: '195X' }, {}],
  ['that is only read here', twoPages, {}, { access: 'no-download', licence: 'cc0' }],
  ['of which small pictures are shown', twoPages, {}, { access: 'preview', licence: 'public-domain' }],
  ['of which the record is shown', twoPages, {}, { access: 'record', licence: 'no-known-copyright' }],
  ['under embargo', twoPages, {}, { embargoUntil: '9999-01-01', licence: 'cc-by-sa' }],
  ['in two other languages', twoPages, { language: 'chi_tra+fra', kind: 'manuscript' }, { licence: 'cc-by-nc' }],
])('the manifest of a document %s is what the published schema wants', async (name, pages, record, change) => {
  const id = await publishBook(library, `Sách ${name}`, pages, record);
  const { record: known, recordVersion } = await library.catalogue.document(id);
  await library.catalogue.changeRecord(id, { ...known, ...change }, recordVersion);

  const manifest = await told(`/iiif/presentation/3/documents/${id}/manifest`);

  expect(faultsOf(manifest)).toEqual([]);
  expect(repeatedIds(manifest)).toEqual([]);
});

test('so is that of a document with an outline, whose ranges lead to canvases that are there', async () => {
  const id = await publishBook(library, 'Sách có mục lục', [...twoPages, ...twoPages]);
  const bookmarks = [
    { title: 'Phần một', page: 0, level: 1 },
    { title: '', page: 1, level: 2 },
    { title: 'Phần hai', page: 3, level: 1 },
  ];
  const pages = [0, 1, 2, 3].map((page) => ({
    page,
    label: String(page + 1),
    scanKey: null,
    type: null,
    dpi: null,
    textKey: null,
    damage: null,
  }));
  const list = Buffer.from(JSON.stringify({ pages, bookmarks }));
  await library.store.put(keys.pageList({ documentId: id, number: 1 }), list, 'application/json');

  const manifest = await told(`/iiif/presentation/3/documents/${id}/manifest`);

  expect(faultsOf(manifest)).toEqual([]);
  const text = JSON.stringify(manifest);
  const named = [...text.matchAll(/\{"id":"([^"]*\/canvas\/\d+)","type":"Canvas"\}/g)].map(([, one]) => one);
  const canvases = new Set((manifest as { items: { id: string }[] }).items.map((canvas) => canvas.id));
  expect(named).toHaveLength(5 - 1);
  expect(named.filter((one) => !canvases.has(one ?? ''))).toEqual([]);
});

test('the words of a page as annotations are what it wants too, whether by line or by word', async () => {
  const id = await publishBook(library, 'Sách có chữ', twoPages);

  for (const granularity of ['line', 'word']) {
    const page = await told(`/iiif/annotations/3/documents/${id}/pages/0?granularity=${granularity}`);

    expect(faultsOf(page)).toEqual([]);
    expect((page as { items: unknown[] }).items.length).toBeGreaterThan(1);
  }
});

test('every collection that can be reached from the top is what it wants too', async () => {
  const waiting = ['/iiif/presentation/3/collection'];
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const collection = (await told(path)) as { items: { id: string; type: string }[] };
    expect(faultsOf(collection), path).toEqual([]);
    for (const { id, type } of collection.items)
      if (type === 'Collection') waiting.push(id.slice(library.address.length));
  }
  expect(seen.size).toBeGreaterThan(3);
});

async function told(path: string): Promise<object> {
  const answer = await fetch(library.address + path);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as object;
}

const faultsOf = (resource: object): readonly string[] =>
  validate(resource) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

/** Addresses that are said to be of two different things. */
function repeatedIds(manifest: object): readonly string[] {
  const ids = [...JSON.stringify(manifest).matchAll(/"id":"([^"]+)","type":"(Canvas|Annotation|Range)"/g)];
  const owners = ids.filter(([, , type]) => type !== 'Canvas').map(([, id]) => id ?? '');
  return owners.filter((id, at) => owners.indexOf(id) !== at);
}
