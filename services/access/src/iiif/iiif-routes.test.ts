import type { DocumentId, DocumentRecord } from '@diachi/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallLibrary, publishDocument, receiveDocument, type SmallLibrary } from '../testing/small-library.ts';

let library: SmallLibrary;
let id: DocumentId;

beforeAll(async () => {
  library = await openSmallLibrary();
  id = await publishDocument(library, 'dia-chi', ['Lai Châu có hoa ban', 'sông Đà chảy qua Lai Châu', null]);
});
afterAll(() => library.close());

// biome-ignore lint/suspicious/noExplicitAny: what came over HTTP is looked into freely.
type Json = Record<string, any>;

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await library.ask(path, { headers });
  return { answer, json: answer.status === 304 ? {} : ((await answer.json()) as Json) };
};

const presentation = (of: DocumentId) => `/iiif/presentation/3/documents/${of}`;

describe('a manifest', () => {
  test('has a canvas for each page, as large as its picture, and an empty one for a page nobody could draw', async () => {
    const { answer, json } = await get(`${presentation(id)}/manifest`);

    expect(answer.headers.get('content-type')).toBe(
      'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"',
    );
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(json).toMatchObject({
      type: 'Manifest',
      label: { vi: ['Địa chí Lai Châu'] },
      behavior: ['paged'],
      partOf: [{ type: 'Collection', label: { vi: ['Sách cổ'] } }, { type: 'Collection' }],
    });
    const base = new URL(json['id']).origin;
    expect(json['items']).toHaveLength(3);
    expect(json['items'][0]).toMatchObject({ width: 2000, height: 3000, label: { none: ['1'] } });
    expect(json['items'][0].items[0].items[0]).toMatchObject({
      motivation: 'painting',
      target: json['items'][0].id,
      body: {
        id: `${base}/iiif/image/3/${id}.1.0/full/1600,2400/0/default.jpg`,
        width: 1600,
        height: 2400,
        service: [
          { id: `${base}/iiif/image/3/${id}.1.0`, type: 'ImageService3' },
          { '@id': `${base}/iiif/image/2/${id}.1.0`, '@type': 'ImageService2' },
        ],
      },
    });
    expect(json['items'][2]).toMatchObject({ items: [{ items: [] }], summary: { en: [expect.any(String)] } });
    expect(json['items'][2].annotations).toBeUndefined();
  });

  test('names what every file beside it is, and that is what is found there', async () => {
    const { json } = await get(`${presentation(id)}/manifest`);

    expect(json['seeAlso']).toHaveLength(4);
    for (const file of [...json['seeAlso'], ...json['items'][0].seeAlso]) {
      const answer = await library.ask(new URL(file.id).pathname);
      expect(answer.headers.get('content-type')?.split(';')[0]).toBe(file.format);
      expect(await answer.text()).toMatch(new RegExp(`xmlns(?::\\w+)?="${file.profile}"`));
      expect(file.label).toEqual({ vi: [expect.any(String)], en: [expect.any(String)] });
    }
  });

  test('has names that are each of one thing', async () => {
    const { json } = await get(`${presentation(id)}/manifest`);

    const things = [json, ...json['partOf'], ...json['provider'], ...json['homepage'], ...json['items']];
    expect(new Set(things.map((thing) => thing.id)).size).toBe(things.length);
  });

  test('names its licence as the information on its pictures does', async () => {
    const free = await publishDocument(library, 'tự do', ['một']);
    await changed(free, { licence: 'cc-by' });

    const [{ json: manifest }, { json: info }] = await Promise.all([
      get(`${presentation(free)}/manifest`),
      get(`/iiif/image/3/${free}.1.0/info.json`),
    ]);

    expect(manifest['rights']).toBe('http://creativecommons.org/licenses/by/4.0/');
    expect(info['rights']).toBe(manifest['rights']);
  });

  test('is not sent again to whoever has it, until its record changes', async () => {
    const { answer } = await get(`${presentation(id)}/manifest`);
    const known = { 'If-None-Match': answer.headers.get('etag') ?? '' };
    const other = await publishDocument(library, 'khac', ['một']);
    const before = await get(`${presentation(other)}/manifest`);
    await changed(other, { title: 'Nhan đề mới' });
    const after = await get(`${presentation(other)}/manifest`, {
      'If-None-Match': before.answer.headers.get('etag') ?? '',
    });

    expect((await library.ask(`${presentation(id)}/manifest`, { headers: known })).status).toBe(304);
    expect(after.answer.status).toBe(200);
    expect(after.json['label']).toEqual({ vi: ['Nhan đề mới'] });
  });

  test('is shown by browsers to people who open its address', async () => {
    const { answer } = await get(`${presentation(id)}/manifest`, { Accept: 'text/html,*/*;q=0.8' });

    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('names nothing that a viewer on a page of another site could not read', async () => {
    const { json } = await get(`${presentation(id)}/manifest`);
    const named = [...JSON.stringify(json).matchAll(/"(http[^"#]+)"/g)].map(([, address]) => String(address));
    const own = new Set(
      named.filter((address) => /\/(?:files|iiif)\/(?!.*\/(?:canvas|range)\/)/.test(pathOf(address))),
    );

    expect(own.size).toBeGreaterThan(15);
    for (const address of own) {
      const { headers } = await library.ask(pathOf(address), { method: 'HEAD' });
      expect([address, headers.get('access-control-allow-origin')]).toEqual([address, '*']);
    }
  });

  test('of a document that is only read here offers nothing to take home', async () => {
    const restricted = await publishDocument(library, 'khong-tai', ['một hai']);
    await changed(restricted, { access: 'no-download' });
    const { json } = await get(`${presentation(restricted)}/manifest`);

    expect(json['rendering']).toBeUndefined();
    expect(json['service']).toHaveLength(2);
    expect(json['items'][0].items[0].items[0].body.width).toBe(1600);
  });

  test('of a document of which only small pictures are shown has no larger ones', async () => {
    const preview = await publishDocument(library, 'xem-truoc', ['một hai']);
    await changed(preview, { access: 'preview' });
    const { json } = await get(`${presentation(preview)}/manifest`);
    const { body } = json['items'][0].items[0].items[0];

    expect([body.width, body.height]).toEqual([267, 400]);
    expect(json['items'][0]).toMatchObject({ width: 2000, height: 3000 });
  });

  test('of a document of which only the record is shown has one empty canvas, no text and no search', async () => {
    const hidden = await publishDocument(library, 'bieu-ghi', ['bí mật một', 'bí mật hai']);
    await changed(hidden, { access: 'record' });
    const { answer, json } = await get(`${presentation(hidden)}/manifest`);

    expect(answer.status).toBe(200);
    expect(json['items']).toHaveLength(1);
    expect(JSON.stringify(json)).not.toMatch(/iiif\/image|alto|iiif\/search|annotations/);
    expect(json['thumbnail']).toBeUndefined();
    const desk = await library.ask(`${presentation(hidden)}/manifest`, { asOperator: true });
    expect(desk.headers.get('cache-control')).toBe('private, no-store');
    expect(((await desk.json()) as Json)['items']).toHaveLength(2);
  });

  test.each(['manifest', 'canvas/0'])(
    'of a closed document, or of one that is still in work, is nothing at all (%s)',
    async (name) => {
      const closed = await publishDocument(library, `dong-${name}`, ['một']);
      await changed(closed, { access: 'closed' });
      const { id: received } = await receiveDocument(library, `moi-${name}`);

      expect((await library.ask(`${presentation(closed)}/${name}`)).status).toBe(404);
      expect((await library.ask(`${presentation(received)}/${name}`)).status).toBe(404);
    },
  );
});

describe('the text of a page', () => {
  test('is told line by line, or word by word, where it stands', async () => {
    const lines = await get(`/iiif/annotations/3/documents/${id}/pages/0`);
    const words = await get(`/iiif/annotations/3/documents/${id}/pages/0?granularity=word`);

    expect(lines.json['items']).toHaveLength(1);
    expect(lines.json['items'][0]).toMatchObject({
      motivation: 'supplementing',
      body: { value: 'Lai Châu có hoa ban', language: 'vi' },
      target: expect.stringMatching(/canvas\/0#xywh=0,100,490,40$/),
    });
    expect(words.json['items'].map((one: Json) => one['body'].value)).toEqual(['Lai', 'Châu', 'có', 'hoa', 'ban']);
    expect((await library.ask(`/iiif/annotations/3/documents/${id}/pages/0?granularity=glyph`)).status).toBe(400);
  });

  test('is not told where only the record may be seen', async () => {
    const hidden = await publishDocument(library, 'khong-chu', ['một hai']);
    await changed(hidden, { access: 'record' });
    const answer = await library.ask(`/iiif/annotations/3/documents/${hidden}/pages/0`);

    expect([401, 403]).toContain(answer.status);
    expect(await answer.text()).not.toContain('một hai');
  });
});

describe('Content Search', () => {
  test.each(['lai chau', 'Lai Châu', 'LAI CHÂU', '"lai châu"'])(
    'finds “%s” where it stands, in both versions',
    async (query) => {
      const two = await get(`/iiif/search/2/documents/${id}?q=${encodeURIComponent(query)}`);
      const one = await get(`/iiif/search/1/documents/${id}?q=${encodeURIComponent(query)}`);

      const found = two.json['items'].map((item: Json) => [item['body'].value, item['target'].replace(/.*canvas/, '')]);
      expect(found).toEqual([
        ['Lai Châu', '/0#xywh=0,100,190,40'],
        ['Lai Châu', '/1#xywh=400,100,190,40'],
      ]);
      expect(two.json['partOf']).toMatchObject({ type: 'AnnotationCollection', total: 2 });
      expect(two.json['annotations'][0].items[1].target).toMatchObject({
        source: two.json['items'][1].id,
        selector: [{ prefix: 'sông Đà chảy qua ', exact: 'Lai Châu' }],
      });
      expect(one.json['within']).toMatchObject({ '@type': 'sc:Layer', total: 2 });
      expect(one.json['resources'].map((item: Json) => item['on'])).toEqual(
        two.json['items'].map((item: Json) => item['target']),
      );
      expect(one.json['hits'][0]).toMatchObject({ match: 'Lai Châu', before: '', after: ' có hoa ban' });
    },
  );

  test('tells what of a question it does not answer', async () => {
    const path = `documents/${id}?q=hoa&motivation=painting&user=x`;

    expect((await get(`/iiif/search/2/${path}`)).json['ignored']).toEqual(['motivation', 'user']);
    expect((await get(`/iiif/search/1/${path}`)).json['within'].ignored).toEqual(['motivation', 'user']);
  });

  test('answers nothing asked with nothing found, and hostile questions with what is wrong', async () => {
    expect((await get(`/iiif/search/2/documents/${id}?q=`)).json['items']).toEqual([]);
    expect((await library.ask(`/iiif/search/2/documents/${id}?q=hoa&offset=-1`)).status).toBe(400);
    expect((await library.ask(`/iiif/search/2/documents/${id}?q=${'a'.repeat(600)}`)).status).toBe(400);
  });

  test('goes from stretch to stretch until everything was told once', async () => {
    const thick = await publishDocument(
      library,
      'day',
      Array.from({ length: 60 }, (_, page) => `trang ${page} hoa hoa`),
    );
    const told: string[] = [];
    let path: string | null = `/iiif/search/2/documents/${thick}?q=hoa`;
    let last: Json = {};
    for (let time = 0; path !== null && time < 10; time += 1) {
      last = (await get(path)).json;
      expect(last['startIndex'] ?? 0).toBe(told.length);
      told.push(...last['items'].map((item: Json) => item['id']));
      const next: string | undefined = last['next']?.id;
      path = next === undefined ? null : next.slice(new URL(next).origin.length);
    }

    expect(new Set(told).size).toBe(120);
    expect(last['partOf']).toMatchObject({ total: 120 });
  });

  test('completes words of this document and of no other', async () => {
    await publishDocument(library, 'rieng', ['sôngchỉởđây']);
    const two = await get(`/iiif/autocomplete/2/documents/${id}?q=s%C3%B4ng&min=3`);
    const one = await get(`/iiif/autocomplete/1/documents/${id}?q=song`);

    expect(two.json).toMatchObject({ type: 'TermPage', ignored: ['min'], items: [{ value: 'sông' }] });
    expect(one.json).toMatchObject({
      '@type': 'search:TermList',
      terms: [{ match: 'sông', url: expect.stringContaining(`/iiif/search/1/documents/${id}?q=s%C3%B4ng`) }],
    });
  });
});

describe('collections', () => {
  test('lead from the library to each of its documents', async () => {
    const top = await get('/iiif/presentation/3/collection');
    const own = await get(pathOf(top.json['items'][0].id));
    const shelf = await get(pathOf(own.json['items'].find((one: Json) => one['label'].vi[0] === 'Sách cổ').id));

    expect(shelf.json['items'].map((one: Json) => one['id'])).toContain(
      (await get(`${presentation(id)}/manifest`)).json['id'],
    );
  });

  test('name none of which nothing may be seen, and whatever they are called', async () => {
    const closed = await publishDocument(library, 'bo-dong', ['một']);
    await changed(closed, { access: 'closed', collection: 'Hồ sơ kín' });
    for (const collection of ['..', '-', 'a/b?c#d%', '~', 'Báo 1950–1954']) {
      await changed(await publishDocument(library, `ten ${collection}`, ['một']), { collection });
    }
    await changed(await publishDocument(library, 'khong bo', ['một']), { collection: '' });
    const { json } = await get('/iiif/presentation/3/libraries/tinh');

    const labels = json['items'].map((one: Json) => (one['label'].vi ?? [])[0]);
    expect(labels).not.toContain('Hồ sơ kín');
    expect(labels).toEqual(expect.arrayContaining(['..', '-', 'a/b?c#d%', '~', 'Báo 1950–1954', 'Ngoài bộ sưu tập']));
    for (const { id: address } of json['items'] as { id: string }[]) {
      const shelf = await get(pathOf(address));
      expect(shelf.json['id']).toBe(address);
      expect(shelf.json['items'].length).toBeGreaterThan(0);
    }
  });

  test('that are not there are missing', async () => {
    expect((await library.ask('/iiif/presentation/3/libraries/khong-co')).status).toBe(404);
    expect((await library.ask('/iiif/presentation/3/libraries/tinh/collections/khong-co')).status).toBe(404);
  });
});

describe('Change Discovery', () => {
  test('tells each document once, the last one last, whichever way it is walked', async () => {
    const gone = await publishDocument(library, 'da-go', ['một']);
    await library.catalogue.remove(gone);
    const { json } = await get('/iiif/discovery/1/activities');
    const told: Json[] = [];
    let path: string | null = pathOf(json['last'].id);
    while (path !== null) {
      const page: Json = (await get(path)).json;
      told.unshift(...page['orderedItems']);
      path = page['prev'] ? pathOf(page['prev'].id) : null;
    }

    expect(json).toMatchObject({ type: 'OrderedCollection', totalItems: told.length });
    expect(told.map((one) => one['endTime'])).toEqual(told.map((one) => one['endTime']).toSorted());
    expect(new Set(told.map((one) => one['object'].id)).size).toBe(told.length);
    const kinds = new Map(told.map((one) => [one['object'].id.split('/').at(-2), one['type']]));
    expect(kinds.get(gone)).toBe('Delete');
    expect(kinds.get(id)).toBe('Update');
  });

  test('names the document that took the place of another only to whom it may be seen', async () => {
    const [gone, heir, left, hidden] = await Promise.all(
      ['đi', 'ở lại', 'đi nữa', 'kín'].map((title) => publishDocument(library, title, ['một'])),
    );
    await changed(hidden as DocumentId, { access: 'closed' });
    await library.catalogue.remove(gone as DocumentId, heir);
    await library.catalogue.remove(left as DocumentId, hidden);

    const { json } = await get('/iiif/discovery/1/activities');
    const told: Json[] = (await get(pathOf(json['last'].id))).json['orderedItems'];
    const of = (one: unknown) => told.find(({ object }) => object.id.includes(one));

    expect(of(gone)).toMatchObject({ type: 'Move', target: { id: expect.stringContaining(String(heir)) } });
    expect(of(left)).toMatchObject({ type: 'Delete' });
    expect(of(left)).not.toHaveProperty('target');
  });

  test.each(['2026-02-30', 'x', '2026-1', '2026-11-23T25'])('there is no stretch of time “%s”', async (window) => {
    expect((await library.ask(`/iiif/discovery/1/activities/${window}`)).status).toBe(404);
  });
});

const pathOf = (address: string) => address.slice(new URL(address).origin.length);

async function changed(of: DocumentId, change: Partial<DocumentRecord>): Promise<void> {
  const { record, recordVersion } = await library.catalogue.document(of);
  await library.catalogue.changeRecord(of, { ...record, ...change }, recordVersion);
}

describe('a series', () => {
  test('leads to its parts, each of which says what it is part of', async () => {
    for (const number of [1, 2]) await inSeries(`Tư liệu Điện Biên, tập ${number}`);
    await inSeries('Tư liệu Điện Biên mới, tập 1');
    const closed = await inSeries('Tư liệu Điện Biên, tập 3');
    await changed(closed, { access: 'closed' });

    const { json } = await get(`${presentation(await inSeries('Tư liệu Điện Biên, tập 4'))}/manifest`);
    const series = json['partOf'].find((one: Json) => one['label'].vi[0] === 'Tư liệu Điện Biên');
    const { json: told } = await get(pathOf(series.id));

    expect(told).toMatchObject({ type: 'Collection', id: series.id, label: { vi: ['Tư liệu Điện Biên'] } });
    expect(told['items'].map((one: Json) => one['label'].vi[0]).toSorted()).toEqual([
      'Tư liệu Điện Biên, tập 1',
      'Tư liệu Điện Biên, tập 2',
      'Tư liệu Điện Biên, tập 4',
    ]);
  });

  test('that is not there is missing', async () => {
    expect((await library.ask('/iiif/presentation/3/libraries/tinh/series/khong-co')).status).toBe(404);
    expect((await library.ask('/iiif/presentation/3/libraries/tinh/series/x?after=-1')).status).toBe(400);
  });
});

/** Publishes a document of a series, called as it is there. */
async function inSeries(series: string): Promise<DocumentId> {
  const of = await publishDocument(library, series, ['một'], series);
  await changed(of, { series });
  const { record, receivedAt } = await library.catalogue.document(of);
  await library.index.put({ id: of, record, receivedAt }, [{ page: 0, label: '1', text: 'một' }]);
  return of;
}
