import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentRecord, keys } from '@diachi/domain';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IiifLibrary, openIiifLibrary } from './open-iiif-library.ts';
import { type BookPage, publishBook } from './published-book.ts';

/** Ours: that of the IIIF Consortium is in no package. */
const schema = join(import.meta.dirname, 'presentation-3.schema.json');

let library: IiifLibrary;
let validate: ValidateFunction;

beforeAll(async () => {
  library = await openIiifLibrary();
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  ajv.addFormat('http-address', isHttpAddress);
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
])('the manifest of a document %s is what the specification wants', async (name, pages, record, change) => {
  const id = await publishBook(library, `Sách ${name}`, pages, record);
  const { record: known, recordVersion } = await library.catalogue.document(id);
  await library.catalogue.changeRecord(id, { ...known, ...change }, recordVersion);

  const manifest = await told(`/iiif/presentation/3/documents/${id}/manifest`);

  expect(faultsOf(manifest)).toEqual([]);
  expect(repeatedIds(manifest)).toEqual([]);
  expect(paintedElsewhere(manifest as { items: Painted[] })).toEqual([]);
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

describe('our schema of Presentation 3.0 finds', () => {
  let sound = '';
  beforeAll(async () => {
    const id = await publishBook(library, 'Sách để sửa sai', twoPages);
    const { record, recordVersion } = await library.catalogue.document(id);
    await library.catalogue.changeRecord(id, { ...record, ...everything, licence: 'cc0' }, recordVersion);
    sound = JSON.stringify(await told(`/iiif/presentation/3/documents/${id}/manifest`));
  });

  test.each([
    ['another context', 'api/presentation/3/context', 'api/presentation/2/context'],
    ['a manifest without a label', /"type":"Manifest","label":/, '"type":"Manifest","name":'],
    ['an address that is none', /"id":"http:[^"]*\/manifest"/, '"id":"manifest"'],
    ['a text that is in no language map', /"summary":\{[^}]*\}/, '"summary":"Về tỉnh"'],
    ['a language there cannot be', '"vi":', '"tiếng Việt":'],
    ['a pair of metadata without a value', /"value":/, '"worth":'],
    ['a licence that is no address', /"rights":"[^"]*"/, '"rights":"cc0"'],
    ['a licence as a place to go to', '"rights":"http:', '"rights":"https:'],
    ['two ways to lie that exclude each other', /"behavior":\[[^\]]*\]/, '"behavior":["paged","individuals"]'],
    ['a direction there is not', '"left-to-right"', '"from the left"'],
    ['a canvas without a height', /"height":\d+,"thumbnail"/, '"thumbnail"'],
    ['a canvas whose width is a text', /"width":(\d+),"height":\d+,"thumbnail"/, '"width":"$1","thumbnail"'],
    ['an address of a canvas with a fragment', /\/canvas\/0","type":"Canvas"/, '/canvas/0#a","type":"Canvas"'],
    ['a picture that is not painted', '"motivation":"painting"', '"motivation":"supplementing"'],
    ['an annotation without a target', /"target":"[^"]*",?/, ''],
    ['a service without a type', '"type":"ImageService3",', ''],
    ['a property of another version', '"type":"Manifest",', '"type":"Manifest","viewingHint":"paged",'],
    ['a link that has no name', /("homepage":\[\{"id":"[^"]*","type":"Text",)"label":\{[^}]*\},/, '$1'],
  ])('%s', (_fault, what, instead) => {
    const faulty = sound.replace(what, instead);

    expect(faulty).not.toBe(sound);
    expect(faultsOf(JSON.parse(sound) as object)).toEqual([]);
    expect(faultsOf(JSON.parse(faulty) as object)).not.toEqual([]);
  });
});

async function told(path: string): Promise<object> {
  const answer = await fetch(library.address + path);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as object;
}

const faultsOf = (resource: object): readonly string[] =>
  validate(resource) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

const isHttpAddress = (written: string) => /^https?:\/\/[^\s<>"]+$/.test(written) && URL.canParse(written);

type Painted = { id: string; items: { items: { target: string }[] }[] };

/** Canvases whose pictures are said to stand on another one. */
const paintedElsewhere = ({ items }: { items: Painted[] }): readonly string[] =>
  items
    .filter(({ id, items: pages }) => pages.some((page) => page.items.some(({ target }) => target !== id)))
    .map(({ id }) => id);

/** Addresses that are said to be of two different things. */
function repeatedIds(manifest: object): readonly string[] {
  const ids = [...JSON.stringify(manifest).matchAll(/"id":"([^"]+)","type":"(Canvas|Annotation|Range)"/g)];
  const owners = ids.filter(([, , type]) => type !== 'Canvas').map(([, id]) => id ?? '');
  return owners.filter((id, at) => owners.indexOf(id) !== at);
}
