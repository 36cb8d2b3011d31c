import { parseRecord } from '@diachi/domain';
import { readDublinCore, readMarc, readMarcXml, readMods } from '@diachi/record-formats';
import { childOf, childrenOf, parseXml, type ReadElement, textIn } from '@diachi/xml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallLibrary, publishDocument, type SmallLibrary } from '../testing/small-library.ts';

let library: SmallLibrary;
const ids: Record<string, string> = {};

beforeAll(async () => {
  library = await openSmallLibrary();
  await shelve('gazetteer', 'đường muối trên núi', {
    title: 'Địa chí Mường Thanh',
    creators: [{ name: 'Nguyễn Văn Đậu', part: 'author' }],
    subjects: ['Nông nghiệp'],
    date: '1954',
    isbn: '9786040000001',
  });
  await shelve('map', 'sông Đà chảy', { title: 'Bản đồ sông Đà', kind: 'map', date: '1962', language: 'fra' });
  await shelve('salt', 'muối và lúa', { title: 'Nghề muối', subjects: ['Nông nghiệp', 'Muối'], date: '1970' });
});
afterAll(() => library.close());

/** Publishes a document and puts it into the index as described. */
async function shelve(name: string, text: string, said: Readonly<Record<string, unknown>>): Promise<void> {
  const id = await publishDocument(library, name, [text]);
  const { record, recordVersion, receivedAt } = await library.catalogue.document(id);
  const described = parseRecord({ ...record, ...said });
  await library.catalogue.changeRecord(id, described, recordVersion);
  await library.index.put({ id, record: described, receivedAt }, [{ page: 0, label: '1', text }]);
  ids[name] = id;
}

async function ask(parameters: Readonly<Record<string, string>>, init?: RequestInit) {
  const written = new URLSearchParams(parameters);
  const answer = init
    ? await library.ask('/sru', { ...init, body: written })
    : await library.ask(`/sru?${written.toString()}`);
  return { answer, root: parseXml(new Uint8Array(await answer.arrayBuffer())) };
}

const search = async (query: string, more: Readonly<Record<string, string>> = {}) =>
  (await ask({ version: '1.2', operation: 'searchRetrieve', query, maximumRecords: '10', ...more })).root;

const at = (root: ReadElement, ...names: readonly string[]): ReadElement | undefined =>
  names.reduce<ReadElement | undefined>((element, name) => element && childOf(element, name), root);
const told = (root: ReadElement, ...names: readonly string[]) => {
  const found = at(root, ...names);
  return found ? textIn(found) : null;
};
const recordsIn = (root: ReadElement) => childrenOf(at(root, 'records') ?? root, 'record');
const diagnostic = (root: ReadElement) => told(root, 'diagnostics', 'diagnostic', 'uri')?.split('/').at(-1) ?? null;
const foundBy = async (query: string) =>
  new Set(recordsIn(await search(query)).map((record) => told(record, 'recordData', 'record', 'controlfield')));
const these = (...names: readonly string[]) => new Set(names.map((name) => ids[name]));

describe('search by SRU', () => {
  test.each([
    ['muối', ['gazetteer', 'salt']],
    ['muoi', ['gazetteer', 'salt']],
    ['cql.serverChoice all "lúa muối"', ['salt']],
    ['dc.title = "mường thanh"', ['gazetteer']],
    ['dc.title = "thanh mường"', []],
    ['dc.title all "thanh mường"', ['gazetteer']],
    ['dc.title any "thanh đà"', ['gazetteer', 'map']],
    ['bath.author = nguyen', ['gazetteer']],
    ['creator = ngu*', ['gazetteer']],
    ['dc.subject = "nông nghiệp" not dc.title = muối', ['gazetteer']],
    ['text = muối or dc.type = map', ['gazetteer', 'salt', 'map']],
    ['text = muối and dc.date > 1960', ['salt']],
    ['dc.date within "1950 1965"', ['gazetteer', 'map']],
    ['dc.date = 196*', ['map']],
    ['dc.date <> 1962', ['gazetteer', 'salt']],
    ['dc.language = fr', ['map']],
    ['dc.language = fre', ['map']],
    ['dc.type = "Bản đồ"', ['map']],
    ['library = tinh', ['gazetteer', 'map', 'salt']],
    ['library = khong-co', []],
    ['cql.allRecords = 1', ['gazetteer', 'map', 'salt']],
    ['bath.isbn = 9786040000001', ['gazetteer']],
    ['bath.isbn = "978-604-00-0000-1"', ['gazetteer']],
    ['dc.identifier = "urn:isbn:978 604 000000 1"', ['gazetteer']],
    ['dc.subject == "NÔNG NGHIỆP"', ['gazetteer', 'salt']],
    ['dc.subject exact "nong nghiep"', []],
    ['dc.subject = "nong nghiep"', ['gazetteer', 'salt']],
    ['dc.creator == "Nguyễn Văn"', []],
    ['dc.title <> "Nghề muối"', ['gazetteer', 'map']],
    ['> b = "http://zing.z3950.org/cql/bath/2.0/" b.title = muối', ['salt']],
    ['title = muối and (text = lúa or text = sông)', ['salt']],
  ])('%s', async (query, names) => {
    expect(await foundBy(query)).toEqual(these(...names));
  });

  test('a record is found by its number and by its address', async () => {
    expect(await foundBy(`rec.identifier = ${ids['map']}`)).toEqual(these('map'));
    expect(await foundBy(`dc.identifier = "https://kho.example/documents/${ids['map']}"`)).toEqual(these('map'));
  });

  test('results come a stretch at a time, counted whole, and sorted by year where that is asked', async () => {
    const first = await search('cql.allRecords = 1 sortBy dc.date', { maximumRecords: '2' });
    const second = await search('cql.allRecords = 1 sortBy dc.date', { maximumRecords: '2', startRecord: '3' });
    const last = await search('cql.allRecords = 1 sortBy dc.date/sort.descending', { maximumRecords: '1' });
    const numbers = (root: ReadElement) =>
      recordsIn(root).map((one) => told(one, 'recordData', 'record', 'controlfield'));

    expect(told(first, 'numberOfRecords')).toBe('3');
    expect(told(first, 'nextRecordPosition')).toBe('3');
    expect(numbers(first)).toEqual([ids['gazetteer'], ids['map']]);
    expect(numbers(second)).toEqual([ids['salt']]);
    expect(told(second, 'nextRecordPosition')).toBeNull();
    expect(told(second, 'records', 'record', 'recordPosition')).toBe('3');
    expect(numbers(last)).toEqual([ids['salt']]);
  });

  test('records are sent as MARCXML, MODS and Dublin Core, as XML or as text', async () => {
    const inside = (root: ReadElement) => childrenOf(at(root, 'records', 'record', 'recordData') ?? root)[0] ?? root;
    const query = 'dc.title = "mường thanh"';

    expect(readMarc(readMarcXml(inside(await search(query)))).record.title).toBe('Địa chí Mường Thanh');
    expect(readMods(inside(await search(query, { recordSchema: 'mods' }))).record.title).toBe('Địa chí Mường Thanh');
    expect(
      readDublinCore(inside(await search(query, { recordSchema: 'info:srw/schema/1/dc-v1.1' }))).record.title,
    ).toBe('Địa chí Mường Thanh');
    const packed = await search(query, { recordPacking: 'string' });
    expect(readMarc(readMarcXml(parseXml(told(packed, 'records', 'record', 'recordData') ?? ''))).record.title).toBe(
      'Địa chí Mường Thanh',
    );
  });

  test.each([
    ['title =', {}, '10'],
    ['', {}, '7'],
    ['muối', { recordSchema: 'unimarc' }, '66'],
    ['muối', { recordPacking: 'zip' }, '71'],
    ['muối', { startRecord: '0' }, '6'],
    ['muối', { maximumRecords: 'many' }, '6'],
    ['muối', { startRecord: '9' }, '61'],
    ['muối', { version: '3.0' }, '5'],
    ['muối', { operation: 'update' }, '4'],
    ['muối prox lúa', {}, '39'],
    ['x.title = muối', {}, '15'],
    ['dc.colour = red', {}, '16'],
    ['dc.title stem muối', {}, '19'],
    ['dc.title < muối', {}, '22'],
    ['anywhere == muối', {}, '22'],
    ['dc.title == muối*', {}, '22'],
    ['dc.title =/regexp muối', {}, '20'],
    ['muối and/rel.combine=sum lúa', {}, '46'],
    ['m?ối', {}, '28'],
    ['^muối', {}, '31'],
    ['m*ối', {}, '49'],
    ['dc.title = ""', {}, '27'],
    ['dc.date = sometime', {}, '36'],
    ['dc.date = 1954-05', {}, '36'],
    ['muối sortBy dc.title', {}, '80'],
    ['cql.resultSetId = 1', {}, '50'],
    ['…', {}, '47'],
  ])('“%s” %o is answered with a diagnostic', async (query, more, code) => {
    const root = await search(query, more);

    expect(root.name).toBe('searchRetrieveResponse');
    expect(diagnostic(root)).toBe(code);
    expect(told(root, 'numberOfRecords')).toBe('0');
  });

  test('a record that the catalogue shows no more is a diagnostic in its place', async () => {
    await shelve('closed', 'sẽ đóng lại', { title: 'Sẽ đóng' });
    const { record, recordVersion } = await library.catalogue.document(ids['closed'] as never);
    await library.catalogue.changeRecord(
      ids['closed'] as never,
      parseRecord({ ...record, access: 'closed' }),
      recordVersion,
    );

    const root = await search('dc.title = "sẽ đóng"');
    await library.index.remove(ids['closed'] as never);

    expect(told(root, 'numberOfRecords')).toBe('1');
    expect(told(root, 'records', 'record', 'recordSchema')).toBe('info:srw/schema/1/diagnostics-v1.1');
    expect(told(root, 'records', 'record', 'recordData', 'diagnostic', 'uri')).toBe('info:srw/diagnostic/1/64');
  });

  test('2.0 answers in its own words, and repeats what was asked', async () => {
    const { answer, root } = await ask({ query: 'dc.title = <muối> & "' });
    const { root: found } = await ask({
      query: 'muối',
      startRecord: '1',
      recordXMLEscaping: 'string',
      stylesheet: 'https://evil.example/x.xsl',
    });

    expect(answer.headers.get('content-type')).toBe('application/sru+xml; charset=utf-8');
    expect(root.namespace).toBe('http://docs.oasis-open.org/ns/search-ws/sruResponse');
    expect(diagnostic(root)).toBe('10');
    expect(told(root, 'echoedSearchRetrieveRequest', 'query')).toBe('dc.title = <muối> & "');
    expect(told(found, 'resultCountPrecision')).toBe('info:srw/vocabulary/resultCountPrecision/1/exact');
    expect(told(found, 'records', 'record', 'recordXMLEscaping')).toBe('string');
    expect(JSON.stringify(found)).not.toContain('evil.example');
  });

  test('a question may be sent in a body', async () => {
    const { root } = await ask({ version: '1.1', operation: 'searchRetrieve', query: 'lúa' }, { method: 'POST' });

    expect(root.namespace).toBe('http://www.loc.gov/zing/srw/');
    expect(told(root, 'version')).toBe('1.1');
    expect(told(root, 'numberOfRecords')).toBe('1');
  });

  test.each(['constructor', 'toString', '__proto__', 'nobody'])(
    'a context set “%s” that nobody declared is unknown',
    async (prefix) => {
      expect(diagnostic(await search(`${prefix}.title = muối`))).toBe('15');
    },
  );

  test('whoever asks what may be sent is told that a form may, too', async () => {
    const options = await library.ask('/sru', { method: 'OPTIONS' });
    const harvesting = await library.ask('/oai', { method: 'OPTIONS' });

    expect(options.status).toBe(204);
    expect(options.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
    expect(harvesting.headers.get('allow')).toContain('POST');
  });

  test('it explains itself, whatever is asked of it', async () => {
    const { root } = await ask({});
    const indexes = childrenOf(at(root, 'record', 'recordData', 'explain', 'indexInfo') ?? root, 'index');

    expect(root.name).toBe('explainResponse');
    expect(told(root, 'record', 'recordData', 'explain', 'serverInfo', 'database')).toBe('sru');
    expect(indexes.length).toBeGreaterThan(10);
  });

  test('lists are leafed through, wherever in the alphabet', async () => {
    const scan = async (scanClause: string, more: Readonly<Record<string, string>> = {}) => {
      const { root } = await ask({ version: '1.2', operation: 'scan', scanClause, maximumTerms: '2', ...more });
      return { root, terms: childrenOf(at(root, 'terms') ?? root, 'term').map((term) => told(term, 'value')) };
    };

    expect((await scan('dc.title = đ')).terms).toEqual(['Địa chí Mường Thanh', 'Nghề muối']);
    expect((await scan('dc.title = đ', { responsePosition: '2' })).terms).toEqual([
      'Bản đồ sông Đà',
      'Địa chí Mường Thanh',
    ]);
    expect((await scan('dc.subject = n')).terms).toEqual(['Nông nghiệp']);
    expect(told((await scan('dc.subject = n')).root, 'terms', 'term', 'numberOfRecords')).toBe('2');
    expect((await scan('cql.serverChoice = đ')).terms).toEqual(['Địa chí Mường Thanh', 'Nghề muối']);
    expect((await scan('dc.date = 1960')).terms).toEqual(['1962', '1970']);
    expect(diagnostic((await scan('dc.publisher = a')).root)).toBe('16');
    expect(diagnostic((await scan('dc.title = a', { responsePosition: '9' })).root)).toBe('120');
  });
});
