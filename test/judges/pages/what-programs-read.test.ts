import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DOCUMENT_KINDS, parseRecord } from '@diachi/domain';
import { describeDocument, schemaOrg } from '@diachi/record-formats';
import jsonld from 'jsonld';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentNamedIn, type JudgedLibrary, openJudgedLibrary, VISITORS } from './judged-library.ts';

let library: JudgedLibrary;
beforeAll(async () => {
  library = await openJudgedLibrary();
});
afterAll(() => library?.close());

const page = async (path: string, cookie = '') =>
  (await fetch(library.origin + path, { headers: { Cookie: cookie, Accept: 'text/html' } })).text();

const jsonIn = (html: string): unknown =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null');

const SCHEMA = 'https://schema.org/';

/** schema.org's own context in what matters here: its words are its own, and an identifier leads to a thing. Nothing is fetched. */
const documentLoader = async (address: string) => {
  if (address.replace(/\/$/, '') !== 'https://schema.org') throw new Error(`${address} is not known here.`);
  const context = {
    '@vocab': SCHEMA,
    url: { '@type': '@id' },
    thumbnailUrl: { '@type': '@id' },
    license: { '@type': '@id' },
  };
  return { contextUrl: undefined, documentUrl: address, document: { '@context': context } };
};

describe('the data in the page of a document', () => {
  test('is JSON-LD of which nothing is lost, and is about the page it stands in', async () => {
    const { id } = documentNamedIn(library, 'moi');
    const data = jsonIn(await page(`/documents/${id}`)) as object;
    // Safe: what would be left out is a failure.
    const options = { documentLoader, safe: true };
    const [told] = await jsonld.expand(data, options);

    expect(told?.['@id']).toBe(`${library.origin}/documents/${id}`);
    expect(told?.['@type']).toEqual([`${SCHEMA}Book`]);
    expect(told?.[`${SCHEMA}name`]).toEqual([{ '@value': 'Zztimmoizz zztenmoizz' }]);
    expect(told?.[`${SCHEMA}encoding`]).toMatchObject([{ '@type': [`${SCHEMA}MediaObject`] }]);
  });

  test('stands in no page of a document that not everybody may know of, whoever looks at it', async () => {
    const html = await page(`/documents/${documentNamedIn(library, 'dong').id}`, VISITORS['an administrator']);

    expect(html).toContain('zztendongzz');
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).not.toMatch(/<script type="application\/ld\+json|citation_|rel="canonical"/);
  });

  test.each(DOCUMENT_KINDS)('of kind %s says only what schema.org knows of things of its type', (kind) => {
    const record = parseRecord({ ...EVERYTHING, kind });
    const document = { ...documentNamedIn(library, 'moi').document, record };
    const publicRights = { record: true, text: true, smallImage: true, fullImage: true, download: true };

    const said = schemaOrg(
      describeDocument(document, { publicRights, today: '2026-11-23', site: 'https://kho.example', libraries: [] }),
    );

    expect(unknownTo(said)).toEqual([]);
  });

  test('and what schema.org does not know is found', () => {
    expect(
      unknownTo({ '@context': 'https://schema.org', '@type': 'Map', isbn: '1', author: { '@type': 'Author' } }),
    ).toEqual(['Map.isbn', 'Author']);
  });
});

describe('the head of a page', () => {
  test('has the tags that reference managers and Google Scholar look for', async () => {
    const { id } = documentNamedIn(library, 'moi');
    const html = await page(`/documents/${id}`);
    const told = [...html.matchAll(/<meta name="(citation_\w+)" content="([^"]*)"/g)].map(([, name, content]) => [
      name,
      content,
    ]);

    expect(told).toEqual(
      expect.arrayContaining([
        ['citation_title', 'Zztimmoizz zztenmoizz'],
        ['citation_publication_date', '1954'],
        ['citation_language', 'vi'],
        ['citation_pdf_url', `${library.origin}/files/${id}/document.pdf`],
      ]),
    );
  });

  test('says where a document and its pages are for good, whatever was asked there', async () => {
    const { id } = documentNamedIn(library, 'moi');

    for (const path of [`/documents/${id}`, `/documents/${id}/pages/1`]) {
      const html = await page(`${path}?q=song`);
      expect(html).toContain(`<link rel="canonical" href="${library.origin}${path}"/>`);
      expect(html).not.toContain('name="robots"');
    }
  });

  test('keeps pages that are not for everybody out of lists of the web', async () => {
    const { id } = documentNamedIn(library, 'moi');
    const member = documentNamedIn(library, 'thanhvien').id;
    for (const path of [
      '/work',
      '/people',
      '/upload',
      `/documents/${id}/edit`,
      '/sign-in',
      '/welcome/0',
      '/nowhere',
      `/documents/${member}/pages/0`,
    ])
      expect(await page(path, path === '/sign-in' ? '' : VISITORS['an administrator']), path).toContain(
        '<meta name="robots" content="noindex"/>',
      );
  });

  test('leads to the feed of what is new, of the whole library or of the shelf it shows', async () => {
    expect(await page('/')).toContain('type="application/atom+xml" href="/feeds/new.atom"');
    const shelf = await page('/documents?library=muong-te');
    const [, feed = ''] = /type="application\/atom\+xml" href="([^"]+)"/.exec(shelf) ?? [];

    expect(feed).toBe('/feeds/new.atom?library=muong-te');
    expect(await page(feed)).toContain('<feed ');
  });
});

/** A record with everything in it that a record can say. */
const EVERYTHING = {
  title: 'Địa chí',
  otherTitle: 'Tên khác',
  englishTitle: 'A gazetteer',
  library: 'muong-te',
  collection: 'Địa chí các huyện',
  series: 'Tủ sách',
  date: '1954',
  language: 'vie+fra',
  creators: ['author', 'editor', 'translator', 'compiler', 'photographer', 'cartographer', 'issuer', 'contributor']
    .map((part) => `Một người | ${part}`)
    .join('\n'),
  subjects: 'Lịch sử',
  places: 'Mường Tè',
  summary: 'Tóm tắt.',
  note: 'Ghi chú.',
  publisher: 'Nhà in',
  publicationPlace: 'Hà Nội',
  extent: '20 tr.',
  isbn: '9780306406157',
  issn: '03785955',
  licence: 'cc-by',
  rightsHolder: 'Thư viện',
};

/** Each type of schema.org with what it is a kind of and what is said of it, as Google's schema-dts tells them. */
const vocabulary = readVocabulary();

function readVocabulary(): ReadonlyMap<
  string,
  { readonly parents: readonly string[]; readonly names: ReadonlySet<string> }
> {
  const folder = join(createRequire(import.meta.url).resolve('schema-dts'), '..');
  const types = readFileSync(join(folder, 'schema.d.ts'), 'utf8');
  const declared = [...types.matchAll(/^(?:export )?interface (\w+)(?: extends ([^{]+))? \{\n([\s\S]*?)^\}/gm)];
  return new Map(
    declared.map(([, name = '', parents = '', body = '']) => [
      name,
      {
        parents: parents
          .split(',')
          .map((parent) => parent.trim())
          .filter(Boolean),
        names: new Set([...body.matchAll(/^ {4}"(@?\w+)"\??:/gm)].map(([, property = '']) => property)),
      },
    ]),
  );
}

const knows = (type: string, name: string): boolean => {
  const known = vocabulary.get(type);
  return known !== undefined && (known.names.has(name) || known.parents.some((parent) => knows(parent, name)));
};

/** Types and names in JSON-LD that schema.org does not have. */
function unknownTo(said: unknown): readonly string[] {
  if (Array.isArray(said)) return said.flatMap(unknownTo);
  if (typeof said !== 'object' || said === null) return [];
  const type = String((said as Record<string, unknown>)['@type']);
  const leaf = `${type}Leaf`;
  if (!vocabulary.has(leaf)) return [type];
  return Object.entries(said).flatMap(([name, value]) => [
    ...(name.startsWith('@') || knows(leaf, name) ? [] : [`${type}.${name}`]),
    ...unknownTo(value),
  ]);
}
