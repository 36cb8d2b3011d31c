import { parseLibraryCode, parseRecord } from '@diachi/domain';
import { parseXml } from '@diachi/xml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSmallLibrary, publishDocument, receiveDocument, type SmallLibrary } from '../testing/small-library.ts';

let library: SmallLibrary;
beforeAll(async () => {
  library = await openSmallLibrary();
});
afterAll(() => library.close());

async function change(id: Awaited<ReturnType<typeof publishDocument>>, changed: object) {
  const { record, recordVersion } = await library.catalogue.document(id);
  await library.catalogue.changeRecord(id, parseRecord({ ...record, ...changed }), recordVersion);
}

const text = async (path: string) => (await library.ask(path)).text();

test('new documents are told as a feed, with what may be taken home of them', async () => {
  const open = await publishDocument(library, 'mở', ['một'], 'Địa chí <Mường Tè>');
  const held = await publishDocument(library, 'không tải', ['hai'], 'Chỉ đọc tại chỗ');
  const closed = await publishDocument(library, 'đóng', ['ba'], 'Hồ sơ kín');
  await receiveDocument(library, 'chưa', 'Chưa công bố');
  await change(open, { creators: 'Lò Văn Ún', summary: 'Về một vùng đất.' });
  await change(held, { access: 'no-download' });
  await change(closed, { access: 'closed' });

  const feed = await text('/feeds/new.atom');

  expect(() => parseXml(feed)).not.toThrow();
  expect(feed).toContain('<title>Địa chí &lt;Mường Tè&gt;</title>');
  expect(feed).toContain('<author><name>Lò Văn Ún</name></author><summary>Về một vùng đất.</summary>');
  expect(feed).toMatch(
    new RegExp(`rel="enclosure" href="http://[^"]+/files/${open}/document.pdf" type="application/pdf"`),
  );
  expect(feed).toContain('Chỉ đọc tại chỗ');
  expect(feed).not.toContain(`/files/${held}/`);
  expect(feed).not.toContain('Hồ sơ kín');
  expect(feed).not.toContain('Chưa công bố');
});

test('a feed may be of one library and one kind, and goes on to older documents', async () => {
  await publishDocument(library, 'cũ', ['bốn']);
  const first = await text('/feeds/new.atom?library=tinh&kind=book&limit=1');
  const next = /rel="next" href="[^"]*(\/feeds[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';

  expect(first).toContain('Thư viện tỉnh');
  expect(next).toContain('library=tinh');
  expect((await library.ask(next)).status).toBe(200);
  expect((await library.ask('/feeds/new.atom?kind=song')).status).toBe(400);
});

test('the feed of all is by the library the repository is of, and a document nobody is named for by its own', async () => {
  const id = await publishDocument(library, 'của xã', ['năm'], 'Hương ước');
  await library.catalogue.putLibrary({ code: parseLibraryCode('an-xa'), name: 'Thư viện xã' });
  await change(id, { library: 'an-xa' });

  const feed = await text('/feeds/new.atom');

  expect(feed).toMatch(/<\/updated><author><name>Thư viện tỉnh<\/name><\/author><link rel="self"/);
  expect(feed).toMatch(/<title>Hương ước<\/title>(?:(?!<\/entry>).)*<author><name>Thư viện xã<\/name><\/author>/);
});

test('a feed of another length has an id of its own, and stays as long when it goes on', async () => {
  await publishDocument(library, 'dài', ['năm']);
  await publishDocument(library, 'dài hơn', ['sáu']);

  const feed = await text('/feeds/new.atom?limit=2');
  const [usual, beyond] = [await text('/feeds/new.atom'), await library.ask('/sitemaps/9999-12.xml')];

  expect(feed).toMatch(/<id>[^<]+\/feeds\/new\.atom\?limit=2<\/id>/);
  expect(feed).toMatch(/rel="self" href="[^"]+\?limit=2"/);
  expect(feed).toMatch(/rel="next" href="[^"]+\?limit=2&amp;after=[^"]+"/);
  expect(usual).toMatch(/<id>[^<]+\/feeds\/new\.atom<\/id>/);
  expect(beyond.status).toBe(404);
  expect(await beyond.json()).toMatchObject({ code: 'address.missing' });
});

test('search engines are told every document everybody may see, and no other', async () => {
  const open = await publishDocument(library, 'trong bản đồ', ['một']);
  const closed = await publishDocument(library, 'ngoài bản đồ', ['hai']);
  await change(closed, { access: 'closed' });

  const index = await text('/sitemap.xml');
  const [, part = ''] = /<loc>[^<]*(\/sitemaps\/[^<]+)<\/loc>/.exec(index) ?? [];
  const list = await text(part);

  expect(list).toMatch(
    new RegExp(`<loc>http://[^<]+/documents/${open}</loc><lastmod>\\d{4}-\\d\\d-\\d\\dT[^<]+Z</lastmod>`),
  );
  expect(list).not.toContain(closed);
  expect((await library.ask('/sitemaps/hôm-qua.xml')).status).toBe(404);
});

test('a list of documents is fetched again only when something in it changed, and the list of lists says when', async () => {
  const first = await publishDocument(library, 'chưa đổi', ['một']);
  const [, part = '', changedAt] =
    /<loc>[^<]*(\/sitemaps\/[^<]+)<\/loc><lastmod>([^<]+)<\/lastmod>/.exec(await text('/sitemap.xml')) ?? [];
  const told = await library.ask(part);
  const etag = told.headers.get('etag') ?? '';
  const again = () => library.ask(part, { headers: { 'if-none-match': etag } });

  expect(await told.text()).toContain(`<lastmod>${changedAt}</lastmod>`);
  expect((await again()).status).toBe(304);
  const head = await library.ask(part, { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
  await change(first, { access: 'closed' });
  const after = await again();
  expect(after.status).toBe(200);
  expect(await after.text()).not.toContain(first);
});

test('an empty library is told by its first page, and there are no lists of nothing', async () => {
  const empty = await openSmallLibrary();
  const told = await (await empty.ask('/sitemap.xml')).text();
  const list = await empty.ask('/sitemaps/2026-11.xml');
  await empty.close();

  expect(told).toMatch(/<urlset [^>]*><url><loc>http:\/\/127\.0\.0\.1:\d+\/<\/loc><\/url><\/urlset>/);
  expect(list.status).toBe(404);
});

test('programs that follow links are told where not to go, and where the list is', async () => {
  const robots = await text('/robots.txt');

  for (const costly of ['/api/', '/search', '/iiif/image/', '/files/*/bag.zip']) {
    expect(robots).toContain(`\nDisallow: ${costly}\n`);
  }
  for (const open of ['/documents', '/iiif/presentation', 'document.pdf', 'record', 'webp', '/oai', '/feeds']) {
    expect(robots).not.toContain(open);
  }
  expect(robots).toMatch(/\nSitemap: http:\/\/127\.0\.0\.1:\d+\/sitemap\.xml\n$/);
});
