import { parseRecord } from '@diachi/domain';
import { readDublinCore, readIso2709, readMarc, readMarcXml, readMods } from '@diachi/record-formats';
import { parseXml } from '@diachi/xml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallLibrary, publishDocument, type SmallLibrary } from '../testing/small-library.ts';
import { RECORD_FILES } from './record-files.ts';

let library: SmallLibrary;
beforeAll(async () => {
  library = await openSmallLibrary();
});
afterAll(() => library.close());

describe('the record of a document', () => {
  test.each([
    ['dc.xml', 'application/xml', (body: string | Uint8Array) => readDublinCore(parseXml(body))],
    ['mods.xml', 'application/mods+xml', (body: string | Uint8Array) => readMods(parseXml(body))],
    ['marc.xml', 'application/marcxml+xml', (body: string | Uint8Array) => readMarc(readMarcXml(parseXml(body)))],
    ['marc.mrc', 'application/marc', (body: Uint8Array) => readMarc(readIso2709(body))],
  ])('is had as %s, and says what the catalogue says', async (name, type, read) => {
    const id = await publishDocument(library, `bản ghi ${name}`, ['Một.'], 'Sông Đà & núi <Mường>');

    const answer = await library.ask(`/files/${id}/record/${name}`);
    const { record, addresses } = read(new Uint8Array(await answer.arrayBuffer()));

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(record.title).toBe('Sông Đà & núi <Mường>');
    expect(addresses.document).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+/documents/${id}$`));
  });

  test('is had for reference managers', async () => {
    const id = await publishDocument(library, 'trích dẫn', ['Một.']);

    const [bib, ris, jsonld] = await Promise.all(
      ['record.bib', 'record.ris', 'schema.jsonld'].map((name) => library.ask(`/files/${id}/record/${name}`)),
    );

    expect(await bib?.text()).toContain(`@book{diachi-${id},`);
    expect(bib?.headers.get('content-disposition')).toContain('.bib');
    expect(await ris?.text()).toMatch(/^TY {2}- BOOK\r\n/);
    expect(await jsonld?.json()).toMatchObject({ '@type': 'Book', provider: { name: 'Thư viện tỉnh' } });
  });

  test.each(RECORD_FILES.map(({ name }) => name))('is not sent again as %s to who has it', async (name) => {
    const id = await publishDocument(library, `đã có ${name}`, ['Một.']);
    const etag = (await library.ask(`/files/${id}/record/${name}`)).headers.get('etag') ?? '';

    const again = await library.ask(`/files/${id}/record/${name}`, { headers: { 'if-none-match': etag } });

    expect(etag).not.toBe('');
    expect(again.status).toBe(304);
  });

  test.each(RECORD_FILES.map(({ name }) => name))('is not there as %s where it may not be known of', async (name) => {
    const id = await publishDocument(library, `đóng ${name}`, ['Một.']);
    const { record, recordVersion } = await library.catalogue.document(id);
    await library.catalogue.changeRecord(id, parseRecord({ ...record, access: 'closed' }), recordVersion);

    const answer = await library.ask(`/files/${id}/record/${name}`);

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'document.missing' });
  });

  test('names no file that may not be taken', async () => {
    const id = await publishDocument(library, 'chỉ biểu ghi', ['Một.']);
    const { record, recordVersion } = await library.catalogue.document(id);
    await library.catalogue.changeRecord(id, parseRecord({ ...record, access: 'record' }), recordVersion);

    const bodies = await Promise.all(
      RECORD_FILES.map(async ({ name }) => (await library.ask(`/files/${id}/record/${name}`)).text()),
    );

    for (const body of bodies) expect(body).not.toMatch(/document\.pdf|\.webp|iiif\/presentation/);
  });
});
